// The service worker: where the server cannot be reached, it answers with the
// pages of the desk that this browser keeps (kept.js). It keeps nothing by
// itself, and changes nothing of what the server answers.

import { assets, pages, state } from "./kept.js";

// How long a page that is kept waits for the server, in milliseconds; and for how
// long it may be shown instead, in days.
const patience = 8000;
const longest = 31;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (request.mode === "navigate") event.respondWith(page(request, url));
});

async function asset(request) {
  // Not by opening the cache, which would make one where all was let go.
  const had = await caches.match(request, { cacheName: assets, ignoreVary: true });
  return had ?? fetch(request);
}

async function page(request, url) {
  const had = await stored(url);
  if (!had) return fetch(request);
  let late;
  try {
    const answer = await Promise.race([
      fetch(request),
      new Promise((_, failed) => {
        late = setTimeout(() => failed(new Error("late")), patience);
      }),
    ]);
    return [502, 503, 504].includes(answer.status) ? had : answer;
  } catch {
    return had;
  } finally {
    clearTimeout(late);
  }
}

/** The page that is kept for an address, or else the one that says what is. */
async function stored(url) {
  if (!(await state())) return undefined;
  const how = { cacheName: pages, ignoreVary: true };
  for (const [address, more] of [[url.pathname + url.search, how], [url.pathname, { ...how, ignoreSearch: true }], ["/offline", how]]) {
    const had = await caches.match(address, more);
    if (had && Date.now() - Date.parse(had.headers.get("X-Kept")) < longest * 24 * 3600 * 1000) return had;
  }
  return undefined;
}
