// A file field becomes a zone to drop files on. Each file is sent by itself,
// one after the other, with its progress; where the connection is lost it goes
// on by itself when it is back, and one that failed can be sent again while the
// others are kept. A file that the server has is not sent: whoever was interrupted
// chooses all files again, and what is missing goes. The answer of the server, a
// fragment of its own making, is shown on the file's line.

import { fresh, make } from "./dom.js";

// How long to wait before a file is sent again whose connection was lost, in
// milliseconds; then the person is asked.
const pauses = [1000, 4000, 15000];

// Of larger files nobody asks whether the server has them: to ask, the whole
// file is held in memory.
const mostHeld = 64 * 1024 * 1024; // bytes

export function enhance(root) {
  for (const zone of fresh(root, "[data-drop]")) build(zone);
}

function build(zone) {
  const input = zone.querySelector("input[type=file]");
  const list = zone.querySelector(".drop-list");
  const form = input.form;
  const text = zone.dataset;
  const waiting = [];
  let busy = false;

  zone.classList.add("drop-ready");
  input.addEventListener("dragenter", () => zone.classList.add("drop-over"));
  for (const over of ["dragleave", "drop"]) input.addEventListener(over, () => zone.classList.remove("drop-over"));

  input.addEventListener("change", () => {
    for (const file of input.files) add(file);
    input.value = "";
  });

  addEventListener("beforeunload", (event) => {
    if (zone.isConnected && (busy || waiting.length > 0)) event.preventDefault(); // files would be left behind
  });

  form?.addEventListener("submit", (event) => {
    if (list.children.length === 0) return; // nothing chosen: the server says so
    event.preventDefault();
    next();
  });

  function add(file) {
    const state = make("span", { textContent: text.waiting });
    const bar = make("progress", { max: file.size || 1, value: 0, "aria-label": file.name });
    const remove = make("button", { type: "button", className: "linklike", textContent: text.remove });
    const answer = make("div", { className: "drop-answer" });
    const line = make("li", {}, make("span", { textContent: `${file.name} (${size(file.size)})` }), make("span", {}, state, " ", remove), bar, answer);
    const job = { file, line, state, bar, remove, answer, lost: 0 };
    remove.addEventListener("click", () => {
      waiting.splice(waiting.indexOf(job), 1);
      line.remove();
    });
    waiting.push(job);
    list.append(line);
  }

  function next() {
    const job = busy ? undefined : waiting.shift();
    if (!job) return;
    busy = true;
    job.remove.hidden = true;
    job.state.textContent = text.uploading;
    job.line.classList.remove("drop-failed");
    known(job.file).then((answer) => {
      if (answer) {
        job.answer.innerHTML = answer;
        finish(job, true);
        next();
      } else send(job);
    });
  }

  function finish(job, arrived) {
    busy = false;
    job.state.textContent = arrived ? text.done : text.failed;
    job.line.classList.toggle("drop-failed", !arrived);
    if (arrived) {
      job.bar.value = job.bar.max;
      zone.dispatchEvent(new CustomEvent("arrived", { bubbles: true, detail: job.file.name }));
    }
  }

  // What the server tells of a file that it has already; "" where it has not,
  // or where that cannot be found out: then the file is sent.
  async function known(file) {
    if (!input.dataset.known || !crypto.subtle || file.size > mostHeld) return "";
    try {
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      const hex = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      const answer = await fetch(input.dataset.known + hex, { headers: { "HX-Request": "true" } });
      return answer.ok && !answer.redirected ? (await answer.text()).trim() : "";
    } catch {
      return "";
    }
  }

  function send(job) {
    const body = new FormData(form);
    body.delete(input.name);
    body.append(input.name, job.file);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", (event) => {
      job.bar.max = event.total;
      job.bar.value = event.loaded;
    });
    request.addEventListener("loadend", () => {
      const arrived = request.status >= 200 && request.status < 300;
      const page = /^\s*<!doctype/i.test(request.responseText); // not meant for a line
      job.answer.innerHTML = request.status > 0 && request.status < 500 && !page ? request.responseText : "";
      finish(job, arrived);
      if (request.status === 0 && job.lost < pauses.length) later(job);
      else if (request.status === 0 || request.status >= 500) offerAgain(job);
      next();
    });
    request.send(body);
  }

  function later(job) {
    const again = () => {
      clearTimeout(timer);
      removeEventListener("online", again);
      waiting.unshift(job);
      next();
    };
    const timer = setTimeout(again, pauses[job.lost]);
    job.lost += 1;
    job.state.textContent = text.waiting;
    addEventListener("online", again);
  }

  function offerAgain(job) {
    job.lost = 0;
    const again = make("button", { type: "button", className: "linklike", textContent: text.retry });
    again.addEventListener("click", () => {
      again.remove();
      waiting.push(job);
      next();
    });
    job.state.after(" ", again);
  }
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
}
