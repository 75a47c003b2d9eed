// The bell tells at once what is new. Of several tabs one listens and tells the others: a browser keeps few connections open.
const bell = document.querySelector('.bell');
const tabs = new BroadcastChannel('bell');
const name = document.title;
const show = unread => {
  const number = unread > 99 ? '99+' : String(unread);
  document.title = unread ? `(${number}) ${name}` : name;
  bell.querySelector('b').hidden = !unread;
  bell.querySelector('b').textContent = unread ? number : '';
  bell.setAttribute('aria-label', unread ? bell.dataset.some.replace('#', number) : bell.dataset.none);
};
tabs.onmessage = event => show(event.data);

let source, wait = 1000, again;
const listen = () => {
  clearTimeout(again);
  if (source || document.visibilityState === 'hidden' && !navigator.locks) return;
  source = new EventSource('/notifications/stream');
  source.addEventListener('unread', event => {
    wait = 1000;
    const { unread } = JSON.parse(event.data);
    show(unread);
    tabs.postMessage(unread);
  });
  // the browser itself comes back after a lost connection, but not after a refusal
  source.onerror = () => {
    if (source.readyState !== EventSource.CLOSED) return;
    source = null;
    wait = Math.min(wait * 2, 300000);
    again = setTimeout(listen, wait * (.5 + Math.random()));
  };
};
const hush = () => {
  clearTimeout(again);
  source?.close();
  source = null;
};
addEventListener('pagehide', hush);
addEventListener('pageshow', event => { if (event.persisted) listen(); });
if (navigator.locks) navigator.locks.request('bell', () => { listen(); return new Promise(() => {}); });
else {
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' ? hush() : listen());
  listen();
}
