// The account menu and the buttons that are folded away are <details>; they
// shut on Escape and on a press elsewhere. On a phone the sections are folded
// away behind a button of their own.

const unfolded = "details.account[open], details.buttons-more[open]";

export function start() {
  const shut = (except) => {
    for (const menu of document.querySelectorAll(unfolded)) {
      if (!except || !menu.contains(except)) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => shut(event.target));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.(unfolded);
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  const sections = document.querySelector("[data-sections]");
  sections?.addEventListener("click", () => {
    const unfolded = sections.closest("nav").classList.toggle("unfolded");
    sections.setAttribute("aria-expanded", unfolded);
    if (unfolded) sections.closest("ul").querySelector("li:not(.nav-kept) a")?.focus();
  });
}
