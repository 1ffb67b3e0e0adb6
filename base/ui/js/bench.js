// The bench: whichever proposal is chosen, its words are in sight in the
// source beside it; after a decision the next undecided proposal is chosen,
// and after the last one what comes next: the following part of the document,
// or the look before entering.

export function start() {
  document.addEventListener("focusin", (event) => {
    const row = proposalOf(event.target);
    if (row) showPassage(row);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    proposalOf(event.target)?.querySelector("form.form a[hx-get]")?.click(); // leaves the form as Cancel does
  });

  let decided = "";
  document.addEventListener("htmx:beforeRequest", (event) => {
    const row = proposalOf(event.detail.elt);
    decided = row && event.detail.requestConfig?.verb === "post" ? row.id : "";
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const row = proposalOf(event.target);
    if (!decided || row?.id !== decided) return;
    decided = "";
    // Refused, it shows its form; reopened, it is what somebody wants to see.
    if (row.querySelector(".proposal-accepted, .proposal-rejected")) goOn(row);
    else row.querySelector("[data-row-key=a]")?.focus();
  });
}

function proposalOf(element) {
  return element?.closest?.(".proposals > li") ?? null;
}

function goOn(from) {
  const all = [...document.querySelectorAll(".proposals > li")];
  const at = all.indexOf(from);
  const open = (row) => row.querySelector(".proposal-open");
  const next = all.slice(at + 1).find(open) ?? all.find(open);
  if (next) {
    (next.querySelector("a, button") ?? next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  } else document.querySelector("[data-next-part], #bench-head .btn-primary")?.focus();
}

/** Scrolls the source, never the page, to the words of a proposal. */
function showPassage(row) {
  const link = row.querySelector(".proposal-where"); // not while its form is open
  const words = document.getElementById(link ? link.hash.slice(1) : row.id.replace("p-", "s-"));
  const source = words?.closest(".bench-source");
  if (!source) return;
  for (const old of document.querySelectorAll(".passage-current")) old.classList.remove("passage-current");
  words.classList.add("passage-current");
  if (source.scrollHeight <= source.clientHeight) return; // it scrolls with the page
  const box = source.getBoundingClientRect();
  const place = words.getBoundingClientRect();
  if (place.top >= box.top + 40 && place.bottom <= box.bottom - 40) return;
  source.scrollTop += place.top - box.top - source.clientHeight / 3;
}
