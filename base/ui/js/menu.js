// The account menu is a <details>; it shuts on Escape and on a press elsewhere.

export function start() {
  const shut = (except) => {
    for (const menu of document.querySelectorAll("details.account[open]")) {
      if (!except || !menu.contains(except)) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => shut(event.target));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.("details.account[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
