// Forms: nothing is sent twice, nothing that was typed is lost.

// what must not happen by accident asks first
document.addEventListener('submit', event => {
  const question = event.submitter?.dataset.sure;
  if (question && !confirm(question)) event.preventDefault();
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
  if (event.detail.requestConfig.triggeringEvent?.type === 'input') return;
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

// it has arrived if it led to another address than its own, where a form that is refused comes back
const last = JSON.parse(sessionStorage.getItem('sent') || 'null');
sessionStorage.removeItem('sent');
if (last && last.to !== location.pathname) localStorage.removeItem(last.key);

for (const form of document.querySelectorAll('form[data-keep]')) {
  const key = 'draft ' + form.dataset.keep;
  const fields = [...form.querySelectorAll('textarea, input:not([type]), input[type=text], input[type=url]')]
    .filter(field => field.name && !field.closest('[data-pictures]'));
  const kept = read(key).texts;
  if (kept && fields.every(field => !field.value)) {
    fields.forEach(field => field.value = kept[field.name] || '');
    if (fields.some(field => field.value)) form.closest('details')?.setAttribute('open', '');
  }
  form.addEventListener('input', () => {
    const texts = Object.fromEntries(fields.filter(field => field.value).map(field => [field.name, field.value]));
    if (Object.keys(texts).length) localStorage.setItem(key, JSON.stringify({ at: Date.now(), texts }));
    else localStorage.removeItem(key);
  });
  form.addEventListener('submit', event => {
    const action = event.submitter?.getAttribute('formaction') || form.getAttribute('action');
    sessionStorage.setItem('sent', JSON.stringify({ key, to: new URL(action, location).pathname }));
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
document.addEventListener('click', event => {
  if (loaded && event.target.closest('a')) history.replaceState({ loaded, top: scrollY }, '');
});
addEventListener('load', async () => {
  const left = history.state;
  if (!left?.loaded) return;
  for (let i = 0; i < left.loaded; i++) {
    const more = document.querySelector('.more[hx-get]');
    if (more) await htmx.ajax('GET', more.getAttribute('hx-get'), { source: more });
  }
  scrollTo(0, left.top);
});

// a page that the browser kept is not for whoever comes after its reader; members' pages are kept only where this is looked at
document.cookie = 'script=1; path=/; samesite=lax';
const reader = document.documentElement.dataset.reader ?? '';
localStorage.setItem('reader', reader);
addEventListener('pageshow', event => {
  if (!event.persisted || localStorage.getItem('reader') === reader) return;
  document.documentElement.hidden = true;
  location.reload();
});
