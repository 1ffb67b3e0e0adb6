// What this browser keeps of the desk for a time without network: pages in
// caches, and in a database of the browser whose they are and what waits to be
// sent. The page and the worker both use it. Nothing is kept unless the person
// has said so on this machine.

const name = "quyet-offline";
export const pages = "quyet-pages";
export const assets = "quyet-assets";

let opened;

function open() {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("state");
      request.result.createObjectStore("queue", { keyPath: "key" });
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  return opened;
}

async function inStore(store, mode, act) {
  const database = await open();
  return new Promise((done, failed) => {
    const transaction = database.transaction(store, mode);
    const request = act(transaction.objectStore(store));
    transaction.oncomplete = () => done(request.result);
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
}

/** Whose desk is kept, since when, and the words to say it in; undefined for nobody. */
export const state = () => inStore("state", "readonly", (s) => s.get("state"));
export const setState = (value) => inStore("state", "readwrite", (s) => s.put(value, "state"));

/** What waits to be sent, the oldest first. */
export async function queue(who) {
  const all = await inStore("queue", "readonly", (s) => s.getAll());
  return all.filter((entry) => entry.who === who).sort((a, b) => a.made - b.made);
}
export const entry = (key) => inStore("queue", "readonly", (s) => s.get(key));
export const keep = (entry) => inStore("queue", "readwrite", (s) => s.put(entry));

/**
 * Lets go of what the server has taken. What else waits for the same task was
 * written with that in sight: it rests on the version that came of it. A change
 * by somebody else makes the version higher than that, and is still found.
 */
export async function sent(done) {
  const task = (entry) => entry.action.split("/").slice(0, 3).join("/");
  const rested = Object.fromEntries(done.fields).version;
  const next = (version) => (version && version === rested ? String(Number(version) + 1) : version);
  const database = await open();
  return new Promise((resolve, failed) => {
    const transaction = database.transaction("queue", "readwrite");
    const queue = transaction.objectStore("queue");
    queue.delete(done.key);
    queue.getAll().onsuccess = (event) => {
      for (const entry of event.target.result) {
        if (entry.key === done.key || entry.who !== done.who || task(entry) !== task(done)) continue;
        entry.fields = entry.fields.map(([name, value]) => [name, name === "version" ? next(value) : value]);
        entry.version = next(entry.version);
        queue.put(entry);
      }
    };
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
}
export const drop = (key) => inStore("queue", "readwrite", (s) => s.delete(key));

/** Lets go of the desk; of what waits to be sent only where all is to go. */
export async function forget(all) {
  await Promise.all([caches.delete(pages), caches.delete(assets)]);
  await inStore("state", "readwrite", (s) => s.clear());
  if (all) await inStore("queue", "readwrite", (s) => s.clear());
}
