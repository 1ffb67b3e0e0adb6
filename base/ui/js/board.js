// A card of a board may be dragged to a column to which one of its links leads:
// the form of that step opens. Without a pointer the links do the same.

import { fresh } from "./dom.js";

export function enhance(root) {
  for (const board of fresh(root, "[data-board]")) {
    let card = null;
    const link = (column) => card?.querySelector(`a[data-to="${column.dataset.state}"]`);
    const columns = [...board.querySelectorAll("[data-state]")];
    const mark = () => columns.forEach((c) => c.classList.toggle("board-open", Boolean(link(c))));
    for (const one of board.querySelectorAll("[data-card]")) {
      if (!one.querySelector("a[data-to]")) continue;
      one.draggable = true;
      one.addEventListener("dragstart", (e) => {
        card = one;
        e.dataTransfer.setData("text/plain", one.querySelector("a").textContent);
        mark();
      });
      one.addEventListener("dragend", () => {
        card = null;
        mark();
      });
    }
    for (const column of columns) {
      column.addEventListener("dragover", (e) => {
        if (link(column)) e.preventDefault();
      });
      column.addEventListener("drop", (e) => {
        e.preventDefault();
        link(column)?.click();
      });
    }
  }
}
