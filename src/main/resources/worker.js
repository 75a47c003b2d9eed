// Says what is the matter where there is no connection. It keeps the offline page and what that page needs, and nothing of anybody.
const place = new URL(location).searchParams;
const KEPT = 'offline ' + place;
const OFFLINE = '/offline';
const assets = [place.get('style'), '/icons/192.png'];

addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(KEPT);
  await cache.addAll([new Request(OFFLINE, { cache: 'reload', headers: { Accept: 'text/html' } }), ...assets]);
})()));
addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
})()));

const reach = async event => {
  try { return await fetch(event.request); }
  catch { return await caches.match(OFFLINE) || Response.error(); }
};
const asset = async request => await caches.match(request) || fetch(request);
addEventListener('fetch', event => {
  const { request } = event, address = new URL(request.url);
  if (request.mode === 'navigate' && request.method === 'GET') event.respondWith(reach(event));
  else if (address.origin === location.origin && assets.includes(address.pathname + address.search)) event.respondWith(asset(request));
});
