// A line that is to be taken elsewhere gets a button that copies it. Where the
// browser does not let a page copy (without TLS, or by its settings) the line is
// selected, so that one key does.

import { fresh } from "./dom.js";

export function enhance(root) {
  for (const box of fresh(root, "[data-copy]")) {
    const line = box.querySelector("input");
    const button = box.querySelector("button");
    const said = box.querySelector("[role=status]");
    button.hidden = false;
    line.addEventListener("focus", () => line.select());
    button.addEventListener("click", async () => {
      line.select();
      try {
        await navigator.clipboard.writeText(line.value);
        said.textContent = box.dataset.copied;
      } catch {
        line.focus();
      }
    });
  }
}
