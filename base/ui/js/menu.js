// The account menu and the buttons that are folded away are <details>; they
// shut on Escape and on a press elsewhere.

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
}
