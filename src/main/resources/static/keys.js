// Keys: none of them while a syllable is composed, in a field, or with a control key, but for Ctrl+Enter, which sends.
const isOff = () => {
  try { return localStorage.getItem('keys') === 'off'; }
  catch { return false; }
};
const isField = target => /^(input|textarea|select)$/i.test(target.tagName) || target.isContentEditable;
const isShown = element => element.getClientRects().length > 0;
const find = selector => [...document.querySelectorAll(selector)].find(isShown);
const ITEM = ':is(.row, article.comment, article.good, .lines > li, .told > li)';
const items = () => [...document.querySelectorAll('main ' + ITEM)].filter(isShown);
const current = () => document.activeElement?.closest(ITEM);

// the next one from where one is: what has the focus, or else the first that is not above the screen
const go = step => {
  const all = items();
  const here = all.indexOf(current());
  const first = all.findIndex(item => item.getBoundingClientRect().top > 60);
  const next = here >= 0 ? all[here + step] : all[step > 0 ? first : (first < 0 ? all.length : first) - 1];
  if (!next) return;
  const focus = next.matches('article.comment') ? next : next.querySelector('h2 a, h3 a') ?? next.querySelector('a[href]') ?? next;
  if (focus === next) next.tabIndex = -1;
  focus.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
};
const press = selector => {
  const within = current()?.querySelector(selector);
  (within && isShown(within) ? within : find('main article:not(.comment) ' + selector))?.click();
};
const reply = () => {
  const answer = current()?.querySelector(':scope > .under > details.answer');
  if (answer) answer.open = true;
  const field = answer?.querySelector('textarea') ?? find('.talk > .composer textarea');
  field?.focus();
};
const search = () => document.querySelector('.find input')?.focus();

// what the keys do is a page, which is shown above this one
const help = async () => {
  let dialog = document.querySelector('dialog.help');
  if (!dialog) {
    const answer = await fetch('/keys');
    if (!answer.ok || document.querySelector('dialog.help')) return;
    const main = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
    dialog = document.createElement('dialog');
    dialog.className = 'help';
    dialog.append(...main.children);
    const name = dialog.querySelector('h1');
    name.id = 'help';
    dialog.setAttribute('aria-labelledby', name.id);
    const close = document.createElement('form');
    close.method = 'dialog';
    const button = Object.assign(document.createElement('button'), { className: 'act', textContent: '✕' });
    button.setAttribute('aria-label', dialog.querySelector('[data-close]').dataset.close);
    close.append(button);
    dialog.prepend(close);
    dialog.addEventListener('click', event => event.target === dialog && dialog.close());
    document.body.append(dialog);
    label();
  }
  if (!dialog.open) dialog.showModal();
};
const label = () => document.querySelectorAll('[data-keys]').forEach(button => {
  button.textContent = isOff() ? button.dataset.keys : button.dataset.off;
});
document.addEventListener('click', event => {
  if (!event.target.closest('[data-keys]')) return;
  localStorage.setItem('keys', isOff() ? 'on' : 'off');
  label();
});
label();

const places = {
  h: () => location.assign('/'), n: () => location.assign('/notifications'), b: () => location.assign('/bookmarks'), s: search,
};
const keys = {
  '/': search, '?': help, j: () => go(1), k: () => go(-1), r: reply,
  l: () => press('form[data-act=like] button, a[data-act=like]'), b: () => press('form[data-act=bookmark] button, a[data-act=bookmark]'),
};
let leading = -Infinity;
document.addEventListener('keydown', event => {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  const target = event.target;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && target.matches('textarea')) {
    event.preventDefault();
    return target.form?.requestSubmit(target.form.querySelector('button.go:not([type=button])'));
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isField(target) || isOff() || document.querySelector('dialog[open]')) return;
  // a keyboard that writes Hangul has the same keys
  const key = /^[ㄱ-ㅣ]$/.test(event.key) ? event.code.replace('Key', '').toLowerCase() : event.key;
  const led = event.timeStamp - leading < 1200;
  leading = -Infinity;
  if (!led && key === 'g') return void (leading = event.timeStamp);
  const does = led ? places[key] : keys[key];
  if (!does || event.repeat && key !== 'j' && key !== 'k') return;
  event.preventDefault();
  does();
});
