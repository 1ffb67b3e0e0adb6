// Keyboard shortcuts: data-key="u" on a link, button or field is followed,
// pressed or focused by u; data-key="g d" by g and then d. An answer is chosen,
// and what its data-next names is focused. Nothing happens while someone types, with Ctrl, Alt or Meta held, or behind a dialog.

import { typing } from "./dom.js";

const patience = 1500; // ms in which the second key of a pair must come

let first = "";
let since = 0;

export function start() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)) return;
    if (event.key.length !== 1) return;
    const scope = document.querySelector("dialog[open]") ?? document;
    const pair = first && event.timeStamp - since < patience ? `${first} ${event.key}` : "";
    const target = find(scope, pair) ?? find(scope, event.key);
    first = target ? "" : event.key;
    since = event.timeStamp;
    if (!target) return;
    event.preventDefault();
    if (target.matches("[type=radio]")) {
      target.click();
      document.getElementById(target.dataset.next)?.focus();
    } else if (target.matches("input:not([type=submit], [type=button]), textarea, select")) {
      target.focus();
      target.select?.();
    } else target.click();
  });
}

function find(scope, keys) {
  if (!keys) return undefined;
  const shut = "dialog:not([open]), details:not([open]) > :not(summary)";
  return [...scope.querySelectorAll("[data-key]")].find((e) => e.dataset.key === keys && !e.disabled && !e.closest(shut));
}
