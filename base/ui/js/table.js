// A table wider than its frame says that it can be scrolled; one that fits is
// no stop for the Tab key.

import { fresh, make } from "./dom.js";

const observer =
  "ResizeObserver" in window
    ? new ResizeObserver((entries) => {
        for (const entry of entries) look(entry.target);
      })
    : null;

function look(frame) {
  const wide = frame.scrollWidth > frame.clientWidth + 1;
  frame.classList.toggle("table-wide", wide);
  if (wide) frame.tabIndex = 0;
  else frame.removeAttribute("tabindex");
  const hint = frame.querySelector(".table-hint");
  if (wide && !hint) frame.prepend(make("p", { className: "table-hint", textContent: `${frame.dataset.scroll} →` }));
  if (!wide) hint?.remove();
}

export function enhance(root) {
  for (const frame of fresh(root, ".table-frame")) {
    look(frame);
    observer?.observe(frame);
  }
}
