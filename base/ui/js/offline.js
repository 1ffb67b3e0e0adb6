// The desk without network, where the person has switched that on for this
// machine: its pages are kept, reports that cannot be sent wait and are sent when
// the line is back, each by a key by which the server takes it once. What the
// server does not take (the task has changed, the right is gone) is shown to the
// person beside what they typed. Signing out, and somebody else who signs in, let
// go of the pages; signing out of what waits too, after asking.

import { make } from "./dom.js";
import * as kept from "./kept.js";

const mostFiles = 10 * 1024 * 1024; // bytes that one report may bring along
const every = 5 * 60 * 1000; // after which the pages are read anew, in milliseconds
const atOnce = 3;

let now; // what kept.state says, once it was read
let who;
let enhance;
let sending;
let reading; // what ends it, and the promise that it has ended

export async function start(enhancer) {
  enhance = enhancer;
  who = document.querySelector("[data-who]")?.dataset.who;
  const own = document.querySelector("[data-offline-page]");
  if (!globalThis.indexedDB || !globalThis.caches || !navigator.serviceWorker) {
    if (own) show(own, "none");
    return;
  }
  document.addEventListener("submit", submitted);
  try {
    now = await kept.state();
  } catch {
    if (own) show(own, "none"); // a window that may keep nothing
    return;
  }
  if (now && who && who !== now.who) {
    await letGo(false);
    now = undefined;
  }
  if (own) await ownPage(own);
  if (!now) return;
  if (!who) return sayToStranger();
  sayStored();
  await sayWaiting();
  addEventListener("online", () => sendAll());
  if (await sendAll()) return;
  if (!document.body.dataset.stored && Date.now() - (now.read ?? 0) > every) await read();
}

// --- Sending ------------------------------------------------------------------

function submitted(event) {
  const form = event.target;
  if (form.matches("form[action$='/logout']") && now && !form.dataset.leaving) return leaving(event, form);
  if (!now || !who || who !== now.who || !form.matches("form[data-offline]")) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "true";
  send(form).finally(() => delete form.dataset.busy);
}

async function send(form) {
  const fields = [...new FormData(form)].filter(([, value]) => !(value instanceof File) || value.size > 0);
  const size = fields.reduce((sum, [, value]) => sum + (value instanceof File ? value.size : 0), 0);
  if (size > mostFiles) return tell(now.words.large, "negative");
  const entry = {
    key: crypto.randomUUID(), who, action: new URL(form.action).pathname, title: form.dataset.offline, what: document.querySelector("h1")?.textContent ?? "",
    fields, made: Date.now(), state: "waiting",
  };
  try {
    await kept.keep(entry);
  } catch {
    return tell(now.words.full, "negative"); // and what was typed stays on the page
  }
  const answer = await post(entry);
  if (answer.done) {
    await kept.sent(entry);
    await expire();
    location.assign(after(entry));
  } else if (answer.page) {
    await kept.drop(entry.key);
    replace(answer.page);
  } else {
    location.assign("/offline");
  }
}

/** Where a report leads when it was sent. */
function after(entry) {
  const back = Object.fromEntries(entry.fields.filter(([, value]) => typeof value === "string")).back;
  return back?.startsWith("/") && !back.startsWith("//") ? back : entry.action.split("/").slice(0, 3).join("/");
}

/**
 * Sends one entry. done: the server has it; page: it was not taken, and this says
 * why; signIn: the session is over; otherwise the server was not reached.
 */
async function post(entry) {
  const body = new FormData();
  for (const [name, value] of entry.fields) body.append(name, value);
  body.append("written", entry.written ?? entry.made);
  let answer;
  try {
    answer = await fetch(entry.action, { method: "POST", body, headers: { "Idempotency-Key": entry.key }, redirect: "manual" });
  } catch {
    return {};
  }
  if (answer.type === "opaqueredirect") return { done: true };
  if (answer.status === 401) return { signIn: true };
  if (answer.status >= 500 || answer.status === 429) return {};
  try {
    return { page: new DOMParser().parseFromString(await answer.text(), "text/html") };
  } catch {
    return {};
  }
}

/** Sends all that waits, one after the other; says whether the page was left. */
async function sendAll() {
  if (sending) return false;
  sending = true;
  sayBusy();
  let sent = 0;
  let signIn = false;
  try {
    for (const { key } of await kept.queue(who)) {
      const entry = await kept.entry(key); // as what was sent before has left it
      if (entry?.state !== "waiting") continue;
      const answer = await post(entry);
      if (answer.done) {
        await kept.sent(entry);
        sent += 1;
      } else if (answer.page) {
        await conflict(entry, answer.page);
      } else {
        signIn = Boolean(answer.signIn);
        break; // the line is not back, or nobody is signed in
      }
    }
  } finally {
    sending = false;
    sayBusy();
  }
  if (sent > 0) await expire();
  await sayWaiting(signIn);
  if (sent > 0) tell(now.words.sent.replace("%d", sent), "positive", "sent");
  const own = document.querySelector("[data-offline-page]");
  if (own) await list(own);
  return false;
}

/** While something is on its way, nobody needs to send it. */
function sayBusy() {
  const button = document.querySelector("#offline-waiting button");
  if (button) button.disabled = sending;
}

/** Marks an entry that was not taken, with what the server says and how things are. */
async function conflict(entry, page) {
  entry.state = "conflict";
  entry.said = [...page.querySelectorAll(".error-summary li, .error-summary p")].map((line) => line.textContent.trim()).join(" ") || (page.querySelector("main")?.textContent ?? "").replace(/\s+/g, " ").trim();
  entry.others = [];
  entry.version = undefined;
  try {
    const answer = await fetch(entry.action, { headers: { Accept: "text/html" } });
    if (answer.ok && !answer.redirected) {
      entry.version = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main input[name=version]")?.value;
    }
    const task = await fetch(entry.action.split("/").slice(0, 3).join("/"));
    if (task.ok && !task.redirected) {
      const shown = new DOMParser().parseFromString(await task.text(), "text/html");
      entry.others = [...shown.querySelectorAll("main ol.history > li")].slice(0, 3).map(wordsOf);
      entry.stands = [...shown.querySelectorAll("main .tag")].slice(0, 3).map((tag) => tag.textContent.trim()).join(", ");
    }
  } catch {
    /* looked at the next time */
  }
  await kept.keep(entry);
}

/** The text of an element, its parts set apart. */
function wordsOf(element) {
  const texts = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node.textContent);
  return texts.join(" ").replace(/\s+/g, " ").trim();
}

// --- The pages that are kept ----------------------------------------------------

/** Reads the pages of the desk and keeps them, unless they are let go of meanwhile. Returns how many. */
function read() {
  const ends = new AbortController();
  reading = { ends, ended: readUntil(ends.signal).catch(() => 0) };
  return reading.ended;
}

async function readUntil(signal) {
  const answer = await fetch("/offline/pack", { headers: { Accept: "application/json" }, signal });
  if (!answer?.ok || answer.redirected) return 0;
  const pack = await answer.json();
  if (pack.who !== now.who) return 0;
  signal.throwIfAborted();
  await keepAssets(signal);
  const cache = await caches.open(kept.pages);
  const wanted = [...pack.pages];
  const all = new Set(wanted);
  let count = 0;
  const one = async () => {
    for (let at = wanted.shift(); at; at = wanted.shift()) {
      const got = await fetch(at, { headers: { Accept: "text/html" }, signal }).catch(() => undefined);
      signal.throwIfAborted();
      if (!got?.ok || got.redirected) continue;
      const html = (await got.text()).replace("<body", `<body data-stored="${new Date().toISOString()}"`);
      if (!html.includes(`data-who="${now.who}"`)) return; // somebody else has signed in
      await cache.put(at, new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", "X-Kept": new Date().toISOString(), "Content-Security-Policy": got.headers.get("Content-Security-Policy") ?? "default-src 'self'" } }));
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  for (const request of await cache.keys()) {
    const url = new URL(request.url);
    if (count > 0 && !all.has(url.pathname + url.search)) await cache.delete(request);
  }
  signal.throwIfAborted();
  if (pack.worker && pack.worker !== now.worker) await navigator.serviceWorker.register(pack.worker, { scope: "/" });
  if (!(await kept.state())) return 0; // let go of in another window
  now = { ...now, worker: pack.worker, read: Date.now(), count };
  await kept.setState(now);
  return count;
}

/** Keeps the styles, scripts, fonts and drawings of this page. */
async function keepAssets(signal) {
  const cache = await caches.open(kept.assets);
  const named = performance.getEntriesByType("resource").map((entry) => entry.name);
  const drawn = [...document.querySelectorAll("svg use")].map((use) => use.getAttribute("href").split("#")[0]);
  const wanted = new Set([...named, ...drawn].map((address) => new URL(address, location.href)).filter((url) => url.origin === location.origin && url.pathname.startsWith("/assets/")).map((url) => url.pathname));
  for (const address of wanted) {
    signal.throwIfAborted();
    if (!(await cache.match(address, { ignoreVary: true }))) await cache.add(address).catch(() => {});
  }
}

/** Has the pages read anew on the next page: what was sent has changed them. */
async function expire() {
  now = { ...now, read: 0 };
  await kept.setState(now);
}

async function letGo(all) {
  reading?.ends.abort(); // or it would keep again what is let go of
  await reading?.ended;
  await kept.forget(all);
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
}

/** Signing out lets go of everything; of what waits to be sent after asking. */
async function leaving(event, form) {
  event.preventDefault();
  const waits = (await kept.queue(who)).length;
  const go = async () => {
    form.dataset.leaving = "true";
    await letGo(true);
    form.submit();
  };
  if (waits === 0) return go();
  const dialog = make("dialog", { className: "dialog" });
  const stay = make("button", { type: "button", className: "btn btn-primary", textContent: now.words.stay });
  const leave = make("button", { type: "button", className: "btn btn-outline-danger", textContent: now.words.leave });
  stay.addEventListener("click", () => dialog.remove());
  leave.addEventListener("click", go);
  dialog.append(make("p", { textContent: now.words.leaving.replace("%d", waits) }), make("div", { className: "btn-list" }, stay, leave));
  document.body.append(dialog);
  dialog.showModal();
}

// --- What is said ---------------------------------------------------------------

function tell(text, tone, id = "offline-said", ...more) {
  const box = make("div", { id, className: `notice notice-${tone}` }, make("p", { textContent: text }), ...more);
  document.getElementById(id)?.remove();
  document.getElementById("notices")?.append(box);
}

function sayStored() {
  const at = document.body.dataset.stored;
  if (at) tell(now.words.stored.replace("%s", new Date(at).toLocaleString(document.documentElement.lang)), "caution", "offline-stored");
}

/** Says on every page how much waits to be sent, and offers to send it. */
async function sayWaiting(signIn) {
  const all = await kept.queue(who);
  if (all.length === 0) {
    document.getElementById("offline-waiting")?.remove();
    return;
  }
  if (!document.getElementById("offline-waiting")) {
    const button = make("button", { type: "button", className: "btn", textContent: now.words.send });
    button.addEventListener("click", () => sendAll());
    const see = make("a", { className: "btn", href: "/offline", textContent: now.words.see });
    tell("", "caution", "offline-waiting", make("div", { className: "btn-list" }, button, see));
  }
  // The box stays, so that who has the focus on its button keeps it.
  const box = document.getElementById("offline-waiting");
  const stuck = all.filter((entry) => entry.state === "conflict").length;
  const words = [];
  if (all.length > stuck) words.push(now.words.waiting.replace("%d", all.length - stuck));
  if (stuck > 0) words.push(now.words.stuck.replace("%d", stuck));
  if (signIn) words.push(now.words.signIn);
  box.querySelector("button").hidden = all.length === stuck;
  box.className = `notice notice-${stuck > 0 ? "negative" : "caution"}`;
  box.querySelector("p").textContent = words.join(" ");
}

/** Says where nobody is signed in that something waits: how much, not what. */
async function sayToStranger() {
  const all = await kept.queue(now.who);
  if (all.length > 0) tell(`${now.words.waiting.replace("%d", all.length)} ${now.words.signIn}`, "caution", "offline-waiting");
}

/** Puts the answer of the server in the place of the page's content. */
function replace(page) {
  const main = page.querySelector("main");
  if (!main) return;
  document.querySelector("main").replaceWith(document.importNode(main, true));
  const fresh = document.querySelector("main");
  enhance(fresh);
  (fresh.querySelector("[data-focus]") ?? fresh).focus();
}

// --- The page of its own ----------------------------------------------------------

function show(own, which) {
  for (const part of own.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(which);
}

async function ownPage(own) {
  show(own, now ? "on" : "off");
  const status = own.querySelector("[data-offline-status]");
  const said = () => {
    if (now?.read) status.textContent = own.dataset.ready.replace("%d", now.count).replace("%s", new Date(now.read).toLocaleString(document.documentElement.lang));
  };
  own.querySelector("[data-offline-on]")?.addEventListener("click", async (event) => {
    event.target.disabled = true;
    status.textContent = own.dataset.reading;
    show(own, "on");
    now = { who, words: { ...own.dataset }, worker: own.dataset.worker, read: 0, count: 0 };
    await navigator.serviceWorker.register(own.dataset.worker, { scope: "/" });
    await kept.setState(now);
    await read();
    said();
    event.target.disabled = false;
  });
  own.querySelector("[data-offline-off]")?.addEventListener("click", async () => {
    await letGo(false);
    now = undefined;
    show(own, "off");
    status.textContent = "";
  });
  if (now) said();
  await list(own);
}

/** Lists what waits, with both sides of what was not taken. */
async function list(own) {
  const place = own.querySelector("[data-offline-queue]");
  const all = who ? await kept.queue(who) : [];
  own.querySelector("[data-offline-empty]").hidden = all.length > 0;
  place.replaceChildren(...all.map((entry) => line(own, entry)));
}

function line(own, entry) {
  const words = own.dataset;
  const fields = Object.fromEntries(entry.fields.filter(([, value]) => typeof value === "string"));
  const files = entry.fields.filter(([, value]) => value instanceof File).map(([, file]) => file.name);
  const when = new Date(entry.made).toLocaleString(document.documentElement.lang);
  const note = make("textarea", { className: "form-control", rows: 4, value: fields.note ?? "", "aria-label": words.typed });
  const typed = make("div", {}, make("h3", { textContent: words.typed }), note);
  if (fields.progress) typed.append(make("p", { textContent: `${words.amount} ${fields.progress}` }));
  if (files.length > 0) typed.append(make("p", { textContent: `${words.files} ${files.join(", ")}` }));
  const item = make("li", { className: "card", "data-state": entry.state }, make("h2", { textContent: `${entry.what}: ${entry.title}` }), make("p", { className: "soft", textContent: when }));
  item.append(make("p", {}, make("strong", { textContent: entry.state === "conflict" ? words.conflict : words.waits })));
  const sides = make("div", { className: "split split-even" }, typed);
  if (entry.state === "conflict") {
    const there = make("div", {}, make("h3", { textContent: words.there }), make("p", { textContent: entry.said }));
    if (entry.stands) there.append(make("p", { textContent: entry.stands }));
    if (entry.others?.length > 0) there.append(make("ul", {}, ...entry.others.map((text) => make("li", { textContent: text }))));
    sides.append(there);
  }
  item.append(sides);
  const buttons = make("div", { className: "btn-list" });
  const change = (fresh) => {
    if (note.value !== (fields.note ?? "")) entry.written = Date.now();
    entry.fields = entry.fields.map(([name, value]) => (name === "note" ? [name, note.value] : name === "version" && fresh ? [name, fresh] : [name, value]));
  };
  if (entry.state === "waiting") {
    note.addEventListener("change", async () => {
      change();
      await kept.keep(entry);
    });
  } else if (entry.version) {
    const again = make("button", { type: "button", className: "btn btn-primary", textContent: words.again });
    again.addEventListener("click", async () => {
      change(entry.version);
      entry.state = "waiting";
      await kept.keep(entry);
      await sendAll();
    });
    buttons.append(again);
  }
  const remove = make("button", { type: "button", className: "btn btn-outline-danger", textContent: words.discard });
  remove.addEventListener("click", async () => {
    if (!remove.dataset.sure) {
      remove.dataset.sure = "true";
      remove.textContent = words.sure;
      return;
    }
    await kept.drop(entry.key);
    await sayWaiting();
    await list(own);
  });
  buttons.append(remove, make("a", { className: "btn", href: entry.action.split("/").slice(0, 3).join("/"), textContent: words.open }));
  item.append(buttons);
  return item;
}
