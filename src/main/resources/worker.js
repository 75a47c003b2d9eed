// Says what is the matter where there is no connection, and shows what is pushed. It keeps the offline page and what that page
// needs, and nothing of anybody.
const place = new URL(location).searchParams;
const KEPT = 'offline ' + place;
const OFFLINE = '/offline';
const ICON = '/icons/192.png';
const assets = [place.get('style'), ICON];

addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(KEPT);
  await cache.addAll([new Request(OFFLINE, { cache: 'reload', headers: { Accept: 'text/html' } }), place.get('style'),
    new Request(ICON, { cache: 'reload' })]);
})()));
addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
})()));

const reach = async event => {
  try { return await fetch(event.request); }
  catch { return await caches.match(OFFLINE) || Response.error(); }
};
const asset = async request => request.cache !== 'reload' && await caches.match(request) || fetch(request);
addEventListener('fetch', event => {
  const { request } = event, address = new URL(request.url);
  if (request.mode === 'navigate' && request.method === 'GET') event.respondWith(reach(event));
  else if (address.origin === location.origin && assets.includes(address.pathname + address.search)) event.respondWith(asset(request));
});

// what is new comes with the words to show; one about the same takes the place of the one before
const show = async ({ title, body, address, page, tag, icon, unread }) => {
  await registration.showNotification(title, { body, tag, icon: icon || ICON, data: { address, page } });
  await navigator.setAppBadge?.(unread);
};
addEventListener('push', event => event.waitUntil(show(event.data.json())));

// it leads to where a window is open already, or to one of its own: what somebody writes in another window stays
const open = async ({ address, page }) => {
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find(each => new URL(each.url).pathname === page);
  if (!there) return clients.openWindow(address);
  await there.focus();
  return there.navigate(address).catch(() => clients.openWindow(address));
};
addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});

// the browser may exchange what it is reached by; the page has what it takes to tell so, if its reader is pushed anything here
const renew = async event => {
  const page = await (await fetch('/settings/notifications', { headers: { Accept: 'text/html' } })).text();
  if (!/<li data-endpoint="[^"]+" data-current="true">/.test(page)) return;
  const key = page.match(/data-push="([^"]+)"/)?.[1], csrf = page.match(/data-csrf="([^"]+)"/)?.[1];
  if (!key || !csrf) return;
  const subscription = event.newSubscription
    || await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  await fetch('/push-subscriptions', { method: 'PUT', body: JSON.stringify(subscription),
    headers: { 'X-XSRF-TOKEN': csrf, 'Content-Type': 'application/json', 'Accept': 'application/json' } });
};
addEventListener('pushsubscriptionchange', event => event.waitUntil(renew(event)));
