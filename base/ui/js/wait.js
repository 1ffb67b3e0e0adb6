// A file that takes a moment to be made: a[data-wait] says so beside the link until it is
// there, and says how much of it has come. Without scripts, and where anything goes wrong,
// the link is followed as any other.

import { make } from "./dom.js";

export function start() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-wait]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!link.dataset.waiting) get(link);
  });
}

async function get(link) {
  const bar = make("progress", { max: 1 });
  const said = make("span", { className: "wait" });
  said.setAttribute("role", "status");
  said.append(link.dataset.wait, " ", bar);
  link.dataset.waiting = "true";
  link.after(said);
  try {
    const answer = await fetch(link.href);
    const whole = Number(answer.headers.get("Content-Length"));
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    const parts = [];
    let got = 0;
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      got += value.length;
      if (whole) bar.value = Math.min(got / whole, 1);
    }
    const name = decodeURIComponent(/filename\*?=(?:UTF-8'')?"?([^";]+)/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "");
    const address = URL.createObjectURL(new Blob(parts, { type: answer.headers.get("Content-Type") ?? "" }));
    const to = make("a", { href: address, download: name });
    to.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch {
    location.href = link.href;
  } finally {
    said.remove();
    delete link.dataset.waiting;
  }
}
