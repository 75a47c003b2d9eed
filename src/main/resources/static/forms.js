// Forms: nothing is sent twice, nothing that was typed is lost.

// a page that the browser kept is not for whoever comes after its reader; members' pages are kept only where this is looked at
const reader = document.documentElement.dataset.reader ?? '';
const readsNow = () => {
  try { return localStorage.getItem('reader'); }
  catch { return null; }
};
addEventListener('pageshow', event => {
  if (!event.persisted || readsNow() === reader) return;
  document.documentElement.hidden = true;
  location.reload();
});
let looks = '; max-age=0';
try {
  // where there is no room for the new one, the old one must not stay
  localStorage.removeItem('reader');
  localStorage.setItem('reader', reader);
  looks = '';
} catch { /* members' pages are not kept then */ }
document.cookie = 'script=1; path=/; samesite=lax' + looks;

// without a connection a browser would show a page of its own in place of the form; a server on the same machine is reached without
const reached = new WeakSet();
document.addEventListener('submit', async event => {
  const { target, submitter } = event;
  if (navigator.onLine || reached.delete(target) || event.defaultPrevented || target.method !== 'post'
    || target.matches('[data-act], .composer')) return;
  event.preventDefault();
  const isReached = await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' }).then(() => true, () => false);
  if (!isReached) return note();
  reached.add(target);
  target.requestSubmit(submitter);
});

// what must not happen by accident asks first
document.addEventListener('submit', event => {
  const question = event.submitter?.dataset.confirm;
  if (!event.defaultPrevented && question && !confirm(question)) event.preventDefault();
});

// a second click while the first is on its way sends nothing more
const sent = new WeakMap();
addEventListener('submit', event => {
  if (event.defaultPrevented || event.target.method === 'get') return;
  if (Date.now() - sent.get(event.target) < 10000) event.preventDefault();
  else sent.set(event.target, Date.now());
});
addEventListener('pageshow', event => {
  if (event.persisted) for (const form of document.forms) sent.delete(form);
});

// what a part of the page is refused, the whole page tells: that one must sign in, or what went wrong
document.addEventListener('htmx:responseError', event => {
  const asked = event.detail.elt;
  if (asked.matches('form')) asked.submit();
  else if (asked.matches('a[href]')) location.assign(asked.href);
  else if (asked.matches('[formaction]')) asked.form.requestSubmit(asked);
  else complain(event);
});
// what cannot be asked at all, without a connection, at least says so; what is looked up while one types is asked again anyway
const complain = event => {
  if (event.detail.requestConfig.triggeringEvent?.type !== 'input') note();
};
const note = () => {
  document.querySelector('.complaint')?.remove();
  const note = document.createElement('p');
  note.className = 'note complaint';
  note.setAttribute('role', 'alert');
  note.textContent = document.body.dataset.failed;
  document.body.append(note);
};
document.addEventListener('htmx:sendError', complain);
document.addEventListener('htmx:beforeRequest', () => document.querySelector('.complaint')?.remove());

// a text that one is writing survives a closed tab and an ended session, until it has arrived or its writer signs out
const MONTH = 30 * 24 * 3600 * 1000;
const drafts = () => Object.keys(localStorage).filter(key => key.startsWith('draft '));
const read = key => {
  try { return JSON.parse(localStorage.getItem(key)) || {}; }
  catch { return {}; }
};
drafts().filter(key => !(read(key).at > Date.now() - MONTH)).forEach(key => localStorage.removeItem(key));

// it has arrived when the server says so; a form that is refused comes back where it was sent to, with a word why
const last = JSON.parse(sessionStorage.getItem('sent') || 'null');
sessionStorage.removeItem('sent');
const arrived = /(^|; )arrived=1/.test(document.cookie);
if (arrived) document.cookie = 'arrived=; Max-Age=0; Path=/';
if (last && arrived) localStorage.removeItem(last.key);
const refused = !arrived && last?.to === location.pathname && !!document.querySelector('main form[data-keep] .note[role=alert]');

// what was typed and chosen, but for pictures; the version is that from which somebody has gone on
const texts = form => Object.fromEntries([...form.elements].filter(field => !field.closest('[data-pictures]') && (field.name === 'version'
  || field.matches('textarea, select, input:not([type=hidden], [type=file], [type=search], [type=radio]:not(:checked))')))
  .filter(field => field.name).map(field => [field.name, field.value]));

// a book or film that was found is no longer among the choices: the page that is asked to be about it has it
const choose = async (form, id) => {
  const found = form.querySelector('#found');
  if (!found || !(id > 0) || form.elements.itemId?.value === id) return;
  const answer = await fetch('/write?item=' + encodeURIComponent(id));
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (page.querySelector('#found input')) found.innerHTML = page.getElementById('found').innerHTML;
};

for (const form of document.querySelectorAll('form[data-keep]')) {
  // a form that was refused comes back as it was sent, and goes on under the same key
  const key = refused ? last.key : 'draft ' + form.dataset.keep;
  const begun = JSON.stringify(texts(form));
  const kept = refused ? null : read(key).texts;
  let leaving = false;
  const keep = () => {
    // in the field stands for a while what was sent long ago (chat.js)
    if (form.dataset.editing !== undefined) return;
    const now = texts(form);
    if (JSON.stringify(now) === begun && !refused) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ at: Date.now(), texts: now }));
  };
  if (kept) {
    for (const [name, value] of Object.entries(kept)) {
      const field = form.elements[name], before = field?.value;
      if (!field) continue;
      field.value = value;
      if (field.selectedIndex === -1) field.value = before;
    }
    choose(form, kept.itemId);
    const said = form.querySelector('[data-kept]');
    if (said && (JSON.stringify(texts(form)) !== begun || kept.itemId > 0 && form.elements.itemId?.value !== kept.itemId)) {
      form.closest('details')?.setAttribute('open', '');
      said.hidden = false;
      said.querySelector('button').addEventListener('click', () => {
        localStorage.removeItem(key);
        form.reset();
        leaving = true;
        location.reload();
      });
    }
  }
  form.addEventListener('input', () => { leaving = false; keep(); });
  form.addEventListener('change', keep);
  form.addEventListener('submit', event => {
    const action = event.submitter?.getAttribute('formaction') || form.getAttribute('action');
    sessionStorage.setItem('sent', JSON.stringify({ key, to: new URL(action, location).pathname }));
  });
  // a page that is for nothing but writing is not left by accident
  addEventListener('submit', event => leaving ||= event.target === form && !event.defaultPrevented);
  if (form.matches('.wide')) addEventListener('beforeunload', event => {
    if (!leaving && JSON.stringify(texts(form)) !== begun) event.preventDefault();
  });
}
document.querySelector('form[action="/logout"]')?.addEventListener('submit', () =>
  drafts().forEach(key => localStorage.removeItem(key)));

// more of a list: whoever reads with the keyboard goes on where it begins
document.addEventListener('htmx:beforeSwap', event => {
  const more = event.detail.target;
  if (!more?.matches('.more') || document.activeElement !== more) return;
  const before = more.previousElementSibling;
  addEventListener('htmx:afterSettle', () =>
    before?.nextElementSibling?.querySelector('h2 a, a')?.focus({ preventScroll: true }), { once: true });
});

// who comes back to a list finds as much of it as there was, where the browser has not kept the page as it was
let loaded = 0;
document.addEventListener('htmx:beforeSwap', event => {
  if (event.detail.shouldSwap && event.detail.target?.matches('.more')) loaded++;
});
const leave = link => history.replaceState({ loaded, top: scrollY, at: link?.closest('main') && link.getAttribute('href'),
  y: link?.getBoundingClientRect().top }, '');
addEventListener('click', event => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.('a[href]');
  if (link && !link.target && !link.hasAttribute('download') && !link.getAttribute('href').startsWith('#')) leave(link);
});
addEventListener('submit', event => event.defaultPrevented || leave());
let moved = false;
for (const name of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
  addEventListener(name, () => moved = true, { once: true, passive: true });
}
addEventListener('load', async () => {
  const left = history.state;
  if (!left || performance.getEntriesByType('navigation')[0]?.type === 'reload') return;
  for (let i = 0; i < left.loaded; i++) {
    const more = document.querySelector('.more[data-hx-get]');
    if (more) await htmx.ajax('GET', more.getAttribute('data-hx-get'), { source: more });
  }
  if (left.loaded && !moved) scrollTo(0, left.top);
  // what stands above may take more or less room by now, such as in other letters
  const link = left.at && [...document.querySelectorAll('main a[href]')].find(each => each.getAttribute('href') === left.at);
  if (!link) return;
  const put = () => moved || scrollBy(0, link.getBoundingClientRect().top - left.y);
  put();
  requestAnimationFrame(() => requestAnimationFrame(put));
  document.fonts.ready.then(put);
  setTimeout(put, 500);
});
