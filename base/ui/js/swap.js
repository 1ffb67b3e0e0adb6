// What has to happen around htmx: new fragments are enhanced, the focus goes
// to what they bring (an error summary) or back to where it was, and a request
// that failed says so and keeps everything typed.

export function start(enhance) {
  const summary = document.querySelector("[data-focus]");
  summary?.focus();

  let held = "";
  document.addEventListener("htmx:beforeSwap", () => {
    held = document.activeElement?.id ?? "";
  });
  document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));
  document.addEventListener("htmx:afterSettle", (event) => {
    const brought = event.detail.elt?.querySelector?.("[data-focus]");
    if (brought) brought.focus();
    else if (document.activeElement === document.body && held) document.getElementById(held)?.focus();
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      // A refused request answers with a page of its own words; show those.
      const page = new DOMParser().parseFromString(event.detail.xhr?.responseText ?? "", "text/html");
      const said = page.querySelector("main p, .notice p")?.textContent?.trim();
      tell(said || document.body.dataset.unsent);
    });
  }
}

/** Shows a notice at the top of the page and reads it out. */
function tell(text) {
  const notices = document.getElementById("notices");
  if (!notices) return;
  const box = document.createElement("div");
  box.className = "notice notice-negative";
  const line = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = `${document.body.dataset.failure}. `;
  line.append(strong, text);
  box.append(line);
  notices.replaceChildren(box);
  notices.scrollIntoView({ block: "nearest" });
}
