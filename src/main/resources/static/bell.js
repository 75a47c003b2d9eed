// The bell tells at once what is new. Of several tabs one listens and tells the others: a browser keeps few connections open.
const badges = document.querySelectorAll('.bell b');
const name = document.title;
const show = unread => {
  const number = unread > 99 ? '99+' : String(unread);
  document.title = unread ? `(${number}) ${name}` : name;
  for (const badge of badges) {
    badge.hidden = !unread;
    badge.firstElementChild.textContent = unread ? number : '';
  }
  document.dispatchEvent(new CustomEvent('bell'));
};

let tabs, source, wait = 1000, again;
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

// whoever leaves lets go of everything: a browser keeps no page, to come back to, that holds a connection or a lock
let leave = () => {};
const enter = () => {
  tabs = new BroadcastChannel('bell');
  tabs.onmessage = event => show(event.data);
  if (!navigator.locks) return listen();
  const queue = new AbortController();
  leave = () => queue.abort();
  navigator.locks.request('bell', { signal: queue.signal }, () => new Promise(done => {
    leave = done;
    listen();
  })).catch(() => {}); // it left before it was its turn
};
addEventListener('pagehide', () => {
  hush();
  leave();
  tabs.close();
});
addEventListener('pageshow', event => event.persisted && enter());
if (!navigator.locks) document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' ? hush() : listen());
enter();

// where there is room, the bell shows the last few at once; its address is the list of all
const bell = document.querySelector('.top .bell');
const few = document.createElement('div');
few.className = 'few';
few.popover = 'auto';
few.setAttribute('role', 'dialog');
few.setAttribute('aria-label', bell.querySelector('.hide').textContent);
few.addEventListener('toggle', event => bell.setAttribute('aria-expanded', event.newState === 'open'));
// a press outside of it closes it, also that on the bell, which then does not open it again
let wasOpen = false;
bell.addEventListener('pointerdown', () => wasOpen = few.matches(':popover-open'));
bell.addEventListener('click', async event => {
  if (wasOpen) {
    wasOpen = false;
    return event.preventDefault();
  }
  if (event.ctrlKey || event.metaKey || event.shiftKey || !matchMedia('(min-width: 720px)').matches || !few.showPopover
    || location.pathname === '/notifications') return;
  event.preventDefault();
  try {
    const answer = await fetch(bell.pathname + '/latest');
    if (!answer.ok) throw answer;
    const rows = document.createElement('ul');
    rows.className = 'told';
    rows.innerHTML = await answer.text();
    if (!rows.children.length) throw rows;
    const all = Object.assign(document.createElement('a'), { href: bell.href, className: 'more', textContent: bell.dataset.all });
    few.replaceChildren(rows, all);
    bell.after(few);
    few.showPopover();
    few.querySelector('a').focus();
  } catch { location.assign(bell.href); }
});
