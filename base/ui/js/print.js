// A page that is meant for paper has a button that prints it.

import { fresh } from "./dom.js";

export function enhance(root) {
  for (const button of fresh(root, "[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
