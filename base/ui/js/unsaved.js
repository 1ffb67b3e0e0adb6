// What was typed and not sent is kept for this window: a form with data-keep
// finds it again after the person went elsewhere, was signed out, or the
// machine refused. It is let go once the form was sent and answered well, when
// the window closes, when the person signs out, and when somebody else comes.

import { fresh } from "./dom.js";

const mark = "unsent ";
const sent = "sent";
const typist = "typist"; // whose all of it is

export function enhance(root) {
  for (const form of fresh(root, "form[data-keep]")) keep(form);
}

function keep(form) {
  const name = mark + new URL(form.action).pathname;
  const fields = [...form.elements].filter((e) => e.name && e.matches("textarea, input[type=text], input[type=radio], select"));
  const kept = read(name);
  let restored = false;
  for (const field of fields) {
    const text = kept?.[field.name];
    const chosen = field.type === "radio";
    if (text === undefined || (chosen ? field.value !== text || field.checked : field.value === text)) continue;
    // What the server shows again after a refusal is newer.
    if (document.querySelector(".error-summary")) continue;
    if (chosen) field.checked = true;
    else field.value = text;
    restored = true;
  }
  if (restored) {
    const said = document.createElement("p");
    said.className = "soft";
    said.setAttribute("role", "status");
    said.textContent = form.dataset.keep;
    form.prepend(said);
  }
  form.addEventListener("input", () => write(name, Object.fromEntries(fields.filter((f) => f.type !== "radio" || f.checked).map((f) => [f.name, f.value]))));
  form.addEventListener("submit", () => write(sent, name));
}

/** Lets go of what another person typed, and of what the last page sent, if it was answered well. */
export function start() {
  const who = document.querySelector("[data-who]")?.dataset.who;
  if (who && read(typist) !== who) {
    forgetAll();
    write(typist, who);
  }
  const name = read(sent);
  forget(sent);
  const status = performance.getEntriesByType("navigation")[0]?.responseStatus ?? 200;
  if (name && status < 400) forget(name);
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[action$='/logout']")) forgetAll();
  });
}

// A window without storage (a private one, or one whose site may keep nothing)
// throws at every touch of it: it keeps nothing, and the form works all the same.

function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    /* full or forbidden */
  }
}

function forget(name) {
  try {
    sessionStorage.removeItem(name);
  } catch {
    /* forbidden */
  }
}

/** Lets go of everything that was typed in this window and not sent. */
export function forgetAll() {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(mark)) sessionStorage.removeItem(key);
  } catch {
    /* forbidden */
  }
}
