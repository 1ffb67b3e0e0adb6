// Walking the rows of a list: j and k select the next and the previous one,
// Enter follows its first link, and shortcuts within the row (data-row-key)
// press its buttons.

import { typing } from "./dom.js";

function rows() {
  return [...document.querySelectorAll("[data-browse] > tbody > tr:not(.group-row), [data-browse] > li")];
}

function select(row) {
  for (const other of document.querySelectorAll(".row-current")) {
    other.classList.remove("row-current");
    other.removeAttribute("aria-current");
  }
  row.classList.add("row-current");
  row.setAttribute("aria-current", "true");
  row.querySelector("a, button, input")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

export function start() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const all = rows();
    const at = all.findIndex((row) => row.classList.contains("row-current"));
    if (event.key === "j" || event.key === "k") {
      const next = all[at < 0 ? 0 : Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), all.length - 1)];
      if (!next) return;
      event.preventDefault();
      select(next);
      return;
    }
    if (at < 0) return;
    if (event.key === "Enter" && (event.target === document.body || event.target === all[at])) {
      all[at].querySelector("a")?.click();
      return;
    }
    const button = [...all[at].querySelectorAll("[data-row-key]")].find((b) => b.dataset.rowKey === event.key);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.("[data-browse] > tbody > tr:not(.group-row), [data-browse] > li");
    if (!row || row.classList.contains("row-current")) return;
    for (const other of document.querySelectorAll(".row-current")) {
      other.classList.remove("row-current");
      other.removeAttribute("aria-current");
    }
    row.classList.add("row-current");
    row.setAttribute("aria-current", "true");
  });
}
