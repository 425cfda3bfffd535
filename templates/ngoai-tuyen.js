// Keeps the page for times without network, and what it needs to look right.
// Nothing else is kept: no page of a person ever lies in this store.
"use strict";

const STORE = "ngoai-tuyen-{{ version }}";
const PAGE = "{% url 'offline' %}";
const KEPT = [
  PAGE,
{% for file in files %}  "{{ file }}",
{% endfor %}];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(KEPT)));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name !== STORE);
  const drop = (names) => Promise.all(old(names).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(drop).then(() => self.clients.claim()));
});

// The network first, always: what is kept answers only when there is none.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const page = request.mode === "navigate" && request.method === "GET";
  if (!page && !KEPT.includes(new URL(request.url).pathname)) return;
  event.respondWith(fetch(request).catch(() => caches.match(page ? PAGE : request)));
});
