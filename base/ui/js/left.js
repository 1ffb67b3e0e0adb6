// A page does not stay in sight when its session is over: where the person has
// signed out in another window, and where nothing was asked for as long as a
// session lasts without a request. It is loaded anew, which leads to signing in
// and back here. What was typed is kept, unless the person signed out.

import { forgetAll } from "./unsaved.js";

const others = "BroadcastChannel" in globalThis ? new BroadcastChannel("quyet") : undefined;

export function start() {
  const idle = Number(document.body.dataset.idle) * 1000;
  if (!idle) {
    if (document.querySelector("form[action='/login']")) others?.postMessage("over");
    return;
  }
  let asked = Date.now();
  const look = () => {
    if (Date.now() - asked >= idle) leave();
  };
  document.addEventListener("htmx:afterRequest", () => {
    asked = Date.now();
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, 60_000);
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[action$='/logout']")) others?.postMessage("out");
  });
  others?.addEventListener("message", ({ data }) => {
    if (data === "out") forgetAll();
    if (data === "over") leave();
  });
}

function leave() {
  location.replace(location.pathname + location.search);
}
