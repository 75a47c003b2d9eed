// What makes it a program on a phone: search where the thumb is, what is shown without a connection, a view that was fetched ahead.

// the field opens at once instead of a page of its own
document.querySelector('.tabbar [href="/search"]')?.addEventListener('click', event => {
  const field = document.getElementById('find');
  if (!field || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  field.focus();
});

// beside the keyboard there is no room for the bar below; a rule with :has would be asked for the whole page at each touch
const typing = () => document.documentElement.classList.toggle('typing',
  document.activeElement.matches('textarea, input:not([type=checkbox], [type=radio], [type=file])'));
document.addEventListener('focusin', typing);
document.addEventListener('focusout', () => setTimeout(typing));
typing();

// the worker stays the same for all languages and themes: where one is exchanged while a page loads, that page may load for ever
const { worker, offline } = document.body.dataset;
const keep = async () => {
  await navigator.serviceWorker.register(worker);
  if (localStorage.offline === offline) return;
  for (const name of await caches.keys()) {
    await (await caches.open(name)).addAll([new Request('/offline', { cache: 'reload', headers: { Accept: 'text/html' } }),
      new Request('/icons/192.png', { cache: 'reload' })]);
  }
  localStorage.offline = offline;
};
if (worker && navigator.serviceWorker) addEventListener('load', () => keep().catch(() => {}));

// what the browser fetched ahead did not count, and did not mark anything as read: it was not looked at yet
if (performance.getEntriesByType('navigation')[0]?.deliveryType === 'navigational-prefetch') {
  fetch(location.href, { headers: { Accept: 'text/html' }, priority: 'low' }).then(answer => answer.body?.cancel()).catch(() => {});
}

// push notifications end with a sign-in; who signs in again on the same device goes on getting them
const resume = async () => {
  const { reader } = document.documentElement.dataset;
  if (!reader && localStorage.push) {
    localStorage.pushed = localStorage.push;
    localStorage.removeItem('push');
  }
  // where the choice is made, push.js sees to it
  if (!reader || localStorage.pushed !== reader || document.querySelector('[data-push]')) return;
  if (Notification.permission !== 'granted') return;
  const subscription = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
  const csrf = document.querySelector('form[action="/logout"] [name=_csrf]').value;
  if (!subscription) return;
  const answer = await fetch('/push-subscriptions', { method: 'PUT', body: JSON.stringify(subscription), keepalive: true,
    headers: { 'X-XSRF-TOKEN': csrf, 'Content-Type': 'application/json', 'Accept': 'application/json' } });
  if (!answer.ok) return;
  localStorage.push = reader;
  localStorage.removeItem('pushed');
};
if (worker && navigator.serviceWorker && window.PushManager) resume().catch(() => {});

// how much is unread, beside the sign of an installed program
const badge = document.querySelector('.bell b');
if (badge && navigator.setAppBadge) {
  const show = () => {
    const unread = parseInt(badge.textContent, 10) || 0;
    (badge.hidden || !unread ? navigator.clearAppBadge() : navigator.setAppBadge(unread)).catch(() => {});
  };
  new MutationObserver(show).observe(badge, { attributes: true, childList: true, characterData: true, subtree: true });
  show();
} else {
  // who has signed out is not told of what waits for them
  navigator.clearAppBadge?.().catch(() => {});
}
