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
export const keep = (entry) => inStore("queue", "readwrite", (s) => s.put(entry));
export const drop = (key) => inStore("queue", "readwrite", (s) => s.delete(key));

/** Lets go of the desk; of what waits to be sent only where all is to go. */
export async function forget(all) {
  await Promise.all([caches.delete(pages), caches.delete(assets)]);
  await inStore("state", "readwrite", (s) => s.clear());
  if (all) await inStore("queue", "readwrite", (s) => s.clear());
}
