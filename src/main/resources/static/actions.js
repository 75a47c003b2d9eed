// What one does is answered at once, and taken back with a word where it fails; without script each is a form as any other.

// a word that everybody gets: shown for a while, and read aloud
const voice = document.createElement('p');
voice.className = 'toast';
voice.setAttribute('role', 'status');
document.body.append(voice);
let silence;
const say = text => {
  clearTimeout(silence);
  voice.textContent = text;
  silence = setTimeout(() => voice.textContent = '', 5000);
};
document.addEventListener('say', event => say(event.detail));
const hush = () => document.querySelector('.complaint')?.remove();
const complain = text => {
  hush();
  const note = document.createElement('p');
  note.className = 'note complaint';
  note.setAttribute('role', 'alert');
  note.textContent = text;
  document.body.append(note);
};

// a line at the top, when something takes longer than one notices
let waits = 0, sign, end;
const root = document.documentElement;
const wait = () => {
  if (++waits > 1) return;
  sign = setTimeout(() => root.classList.add('busy'), 300);
  end = setTimeout(() => root.classList.remove('busy'), 15000);
};
const done = () => {
  waits = Math.max(0, waits - 1);
  if (waits) return;
  clearTimeout(sign);
  clearTimeout(end);
  root.classList.remove('busy');
};
document.addEventListener('htmx:beforeRequest', wait);
document.addEventListener('htmx:afterRequest', done);
addEventListener('pageshow', () => { waits = 0; done(); });
const leads = link => link && link.origin === location.origin && link.href.split('#')[0] !== location.href.split('#')[0]
  && !link.target && !link.hasAttribute('download');
addEventListener('click', event => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (leads(event.target.closest?.('a[href]'))) waits = 0, wait();
});
addEventListener('submit', event => event.defaultPrevented || event.target.method === 'dialog' || (waits = 0, wait()));

const refused = async answer => {
  const problem = await answer.json().catch(() => ({}));
  return problem.detail || document.body.dataset.failed;
};
// who must sign in first is led there by the form itself
const mustSignIn = answer => answer.status === 401;

const send = async (form, body) => {
  hush();
  wait();
  try {
    // one may leave the page before the answer is there; a browser keeps no more than 64 KB alive
    return await fetch(form.getAttribute('action'), { method: 'POST', body, keepalive: String(body).length < 60000,
      redirect: form.dataset.act === 'follow' ? 'manual' : 'follow',
      headers: { 'HX-Request': 'true', 'Accept': 'application/json' } });
  } finally { done(); }
};

// likes, bookmarks and follows: two states, of which the button shows the one that is wanted; the server is asked until it agrees
const states = new WeakMap();
const read = form => {
  const button = form.querySelector('button:not([type=button])');
  const on = form.elements.on?.matches?.('input') ? form.elements.on.value : button.value;
  return { button, isOn: on === 'false' };
};
const show = (form, isOn) => {
  const { button, isOn: was } = read(form);
  if (isOn === was) return;
  const field = form.querySelector('input[name=on]');
  (field ?? button).value = isOn ? 'false' : 'true';
  if (button.hasAttribute('aria-pressed')) button.setAttribute('aria-pressed', isOn);
  const count = button.querySelector('[data-count]');
  if (count && /^\d*$/.test(count.textContent)) {
    const number = Number(count.textContent) + (isOn ? 1 : -1);
    count.textContent = number > 0 || !count.dataset.count ? Math.max(0, number) : '';
  }
  const word = button.querySelector('[data-word]') ?? (button.dataset.on ? button : null);
  if (word) word.textContent = isOn ? button.dataset.on : button.dataset.off;
  if (form.dataset.act === 'follow') {
    button.classList.toggle('go', !isOn);
    button.classList.toggle('plain', isOn);
  }
  button.classList.toggle('pop', isOn);
};
// the picture comes before the request; a page that is not shown paints none
const painted = () => new Promise(go => {
  requestAnimationFrame(() => setTimeout(go));
  setTimeout(go, 100);
});
const settle = async (form, state) => {
  await painted();
  while (state.wanted !== state.known) {
    const on = state.wanted;
    const body = new URLSearchParams(new FormData(form));
    body.set('on', on);
    const answer = await send(form, body).catch(() => null);
    if (answer && (answer.ok || answer.type === 'opaqueredirect')) {
      state.known = on;
      if (answer.ok) {
        const shown = new DOMParser().parseFromString(await answer.text(), 'text/html');
        state.count = shown.querySelector('[data-count]')?.textContent;
      }
      continue;
    }
    show(form, state.known);
    state.wanted = state.known;
    if (answer && mustSignIn(answer)) return form.submit();
    return complain(answer ? await refused(answer) : document.body.dataset.failed);
  }
  const count = form.querySelector('[data-count]');
  if (count && state.count !== undefined) count.textContent = state.count;
};
document.addEventListener('submit', async event => {
  const form = event.target;
  if (!form.matches('form[data-act]') || event.defaultPrevented) return;
  event.preventDefault();
  const { isOn } = read(form);
  const state = states.get(form) ?? { known: isOn };
  states.set(form, state);
  state.wanted = !isOn;
  show(form, !isOn);
  if (state.busy) return;
  state.busy = true;
  await settle(form, state);
  state.busy = false;
});

// a comment is there at once, and its text comes back where it could not be sent
const place = form => {
  const answered = form.closest('article.comment');
  if (!answered) {
    const talk = form.closest('.talk');
    const more = talk.querySelector(':scope > .more');
    return node => more ? more.before(node) : talk.append(node);
  }
  let replies = answered.parentElement.querySelector(':scope > details.replies');
  if (!replies) {
    replies = document.createElement('details');
    replies.className = 'replies';
    replies.innerHTML = '<summary hidden></summary>';
    answered.after(replies);
  }
  replies.open = true;
  return node => replies.append(node);
};
const sending = text => {
  const node = document.createElement('div');
  node.className = 'branch sending';
  node.setAttribute('aria-busy', 'true');
  const article = node.appendChild(document.createElement('article'));
  article.className = 'comment';
  article.appendChild(document.createElement('span')).className = 'face tiny gone';
  const prose = article.appendChild(document.createElement('div'));
  prose.className = 'prose';
  prose.textContent = text;
  return node;
};
// one more is said everywhere where it says how many there are
const counted = form => {
  form.closest('.talk').querySelector(':scope > .nothing')?.remove();
  form.querySelector('[data-kept]')?.setAttribute('hidden', '');
  for (const said of document.querySelectorAll('[data-comments]')) {
    const count = Number(said.dataset.comments) + 1;
    said.dataset.comments = count;
    said.textContent = count === 1 && said.dataset.one || said.dataset.many.replace('#', count);
  }
};
document.addEventListener('submit', async event => {
  const form = event.target;
  if (!form.matches('form.composer[action$="/comments"]') || event.defaultPrevented) return;
  event.preventDefault();
  if (form.ariaBusy === 'true') return;
  const field = form.elements.body;
  const text = field.value;
  const body = new URLSearchParams(new FormData(form));
  const note = sending(text);
  const add = place(form);
  form.ariaBusy = 'true';
  form.querySelector('.note[role=alert]')?.remove();
  add(note);
  field.value = '';
  const answer = await send(form, body).catch(() => null);
  form.ariaBusy = 'false';
  if (!answer?.ok) {
    note.remove();
    field.value = field.value ? text + '\n\n' + field.value : text;
    if (answer && mustSignIn(answer)) return form.submit();
    sessionStorage.removeItem('sent');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    const why = document.createElement('p');
    why.className = 'note';
    why.setAttribute('role', 'alert');
    why.textContent = answer ? await refused(answer) : document.body.dataset.failed;
    form.prepend(why);
    return field.focus();
  }
  sessionStorage.removeItem('sent');
  if (field.value) field.dispatchEvent(new Event('input', { bubbles: true }));
  else localStorage.removeItem('draft ' + form.dataset.keep);
  if (answer.redirected) return location.assign(answer.url);
  const comment = new DOMParser().parseFromString(await answer.text(), 'text/html').body.firstElementChild;
  if (form.closest('article.comment')) comment.className = 'branch';
  note.replaceWith(comment);
  htmx.process(comment);
  counted(form);
  document.dispatchEvent(new CustomEvent('came', { detail: comment }));
  const answered = form.closest('details.answer');
  if (answered && !field.value) answered.open = false;
  const article = comment.querySelector('article');
  article.tabIndex = -1;
  location.replace('#' + article.id);
  article.focus({ preventScroll: true });
  say(form.dataset.sent);
});
// what is read later has been shown already if it was just sent
document.addEventListener('htmx:beforeSwap', event => {
  if (!event.detail.target?.matches('.talk > .more')) return;
  const known = new Set([...document.querySelectorAll('.talk article.comment')].map(each => each.id));
  const page = new DOMParser().parseFromString(event.detail.serverResponse, 'text/html');
  page.querySelectorAll('.talk > .branch').forEach(branch => {
    const id = branch.querySelector('article.comment').id;
    if (known.has(id)) document.getElementById(id).closest('.branch').remove();
  });
});
