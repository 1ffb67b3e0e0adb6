// A date is typed as dd/mm/yyyy; the button beside it opens the calendar of
// the browser, whatever language that speaks, and writes the day into the box.

import { fresh, make } from "./dom.js";

export function enhance(root) {
  for (const frame of fresh(root, "[data-datebox]")) {
    const box = frame.querySelector("input");
    const calendar = make("input", { type: "date", tabIndex: -1, "aria-hidden": "true" });
    if (!calendar.showPicker) continue;
    const button = make("button", { type: "button", className: "btn btn-icon" }, icon(), make("span", { className: "visually-hidden", textContent: frame.dataset.open }));
    button.addEventListener("click", () => {
      const [d, m, y] = box.value.split(/[/\-. ]/);
      if (y?.length === 4) calendar.value = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
      calendar.showPicker();
    });
    calendar.addEventListener("change", () => {
      if (!calendar.value) return;
      box.value = calendar.value.split("-").reverse().join("/");
      box.dispatchEvent(new Event("change", { bubbles: true }));
      box.focus();
    });
    frame.append(button, calendar);
  }
}

/** The calendar icon out of the sprite that the page already uses. */
function icon() {
  const sprite = document.querySelector("link[rel=icon]")?.getAttribute("href");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#calendar`);
  svg.append(use);
  return svg;
}
