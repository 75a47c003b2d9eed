// Chat: one socket for all rooms. What is said is shown at once, sent until it is acknowledged, and shown once.
const rooms = document.querySelector('.rooms');
const { chat: me, at, zone } = rooms.dataset;
const line = rooms.querySelector('.line');
const scroll = rooms.querySelector('.messages');
const form = rooms.querySelector('form.say');
const field = form?.elements.body;
const room = Number(at) || 0;
const language = document.documentElement.lang;
const isPhone = matchMedia('(pointer: coarse)').matches;
let last = Number(rooms.dataset.last) || 0, { epoch } = rooms.dataset;

// --- what is on the page

const isAtEnd = () => !scroll || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
const toEnd = () => { if (scroll) scroll.scrollTop = scroll.scrollHeight; };
const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: zone || undefined });
const day = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: zone || undefined });
const make = (name, props = {}, ...children) => {
  const node = Object.assign(document.createElement(name), props);
  node.append(...children);
  return node;
};
const face = author => author.avatarUrl
  ? make('img', { className: 'face', src: author.avatarUrl, alt: '', width: 36, height: 36 })
  : make('span', { className: 'face hue0', ariaHidden: 'true', textContent: [...author.name][0] ?? '' });
const fill = (bubble, message) => {
  bubble.replaceChildren();
  if (message.replyTo) {
    bubble.append(make('a', { className: 'answered', href: '#m' + message.replyTo.seq },
      make('b', { textContent: message.replyTo.author.name }),
      make('span', { textContent: message.replyTo.excerpt || rooms.dataset.deleted })));
  }
  if (message.hidden || message.deleted) {
    bubble.append(make('p', { className: 'quiet', textContent: message.hidden ? rooms.dataset.hidden : rooms.dataset.deleted }));
  } else {
    // the server has rendered and sanitised it
    bubble.insertAdjacentHTML('beforeend', message.bodyHtml ?? '');
  }
  for (const picture of message.media ?? []) {
    const { url, width, height } = picture.variants.find(each => each.name === 'feed');
    bubble.append(make('a', { href: picture.variants.find(each => each.name === 'full').url },
      make('img', { src: url, width, height, alt: picture.alt })));
  }
  if (message.about) {
    bubble.append(make('a', { className: 'shared', href: message.about.address }, make('b', { textContent: message.about.title ?? '…' })));
  }
};
const row = message => {
  const mine = message.author?.handle === me;
  const before = line.lastElementChild;
  const follows = before?.dataset.by === message.author?.handle && !message.replyTo;
  const bubble = make('div', { className: 'bubble' });
  fill(bubble, message);
  const when = make('small', { className: 'when' }, make('i', { textContent: message.unreadBy || '' }));
  if (message.editedAt) when.append(make('span', { textContent: rooms.dataset.edited }));
  if (message.createdAt) when.append(make('time', { dateTime: message.createdAt, textContent: time.format(new Date(message.createdAt)) }));
  const said = make('li', { id: 'm' + message.seq, tabIndex: -1,
    className: 'message' + (mine ? ' own' : '') + (follows ? ' follows' : '') });
  said.dataset.seq = message.seq;
  said.dataset.id = message.id ?? '';
  said.dataset.by = message.author?.handle ?? '';
  if (!mine && message.author) {
    said.append(face(message.author), make('a', { href: '/@' + message.author.handle }, make('b', { textContent: message.author.name })));
  }
  said.append(bubble, when);
  return said;
};
const shown = new Map();
const add = message => {
  if (message.seq <= last) return;
  const end = isAtEnd();
  rooms.querySelector('.nothing-said')?.remove();
  shown.get(message.clientId)?.remove();
  shown.delete(message.clientId);
  const before = [...line.querySelectorAll('.message[data-seq] time')].at(-1)?.dateTime;
  if (message.createdAt && (!before || day.format(new Date(before)) !== day.format(new Date(message.createdAt)))) {
    line.append(make('li', { className: 'day', textContent: day.format(new Date(message.createdAt)) }));
  }
  const waiting = line.querySelector('.pending, .failed');
  const said = row(message);
  waiting ? waiting.before(said) : line.append(said);
  last = message.seq;
  // who says something has read what was said before
  if (message.author) hasRead({ handle: message.author.handle, seq: message.seq });
  if (end) toEnd();
  else if (message.author?.handle !== me) pill();
  readSoon();
};
const pill = () => {
  if (rooms.querySelector('.newest')) return;
  const below = make('button', { type: 'button', className: 'go small newest', textContent: rooms.dataset.below + ' ↓' });
  below.onclick = toEnd;
  rooms.querySelector('.conversation').append(below);
};
scroll?.addEventListener('scroll', () => {
  if (isAtEnd()) rooms.querySelector('.newest')?.remove();
});

// --- what one says: each has a name of its own, so that sending it again is harmless

const key = 'unsent ' + me + ' ' + room;
const read = () => {
  try { return JSON.parse(sessionStorage.getItem(key)) || []; }
  catch { return []; }
};
let unsent = read();
const keep = () => sessionStorage.setItem(key, JSON.stringify(unsent));
const showUnsent = each => {
  const said = make('li', { className: 'message own pending' },
    make('div', { className: 'bubble' }, make('p', { textContent: each.body })),
    make('small', { className: 'when', textContent: rooms.dataset.sending }));
  shown.set(each.clientId, said);
  line.append(said);
};
const fail = (clientId, why) => {
  const said = shown.get(clientId);
  for (const each of unsent) if (each.clientId === clientId) each.refused = true;
  keep();
  if (!said) return;
  said.className = 'message own failed';
  const again = make('button', { type: 'button', className: 'plain small', textContent: rooms.dataset.again });
  again.onclick = () => {
    said.className = 'message own pending';
    said.querySelector('.when').textContent = rooms.dataset.sending;
    const each = unsent.find(one => one.clientId === clientId);
    if (!each) return;
    each.refused = false;
    transmit(each);
  };
  said.querySelector('.when').replaceChildren(why || rooms.dataset.unsent, again);
};
const transmit = ({ body, clientId, replyTo }) =>
  tell({ type: 'send', room, body, clientId, ...(replyTo ? { replyTo } : {}) });
const say = body => {
  const each = { body, clientId: crypto.randomUUID?.() ?? Date.now() + '-' + Math.random(), replyTo: replyTo || undefined };
  unsent.push(each);
  keep();
  showUnsent(each);
  rooms.querySelector('.next-card')?.remove();
  answer(null);
  toEnd();
  transmit(each);
};
let replyTo = 0;
const answering = form?.querySelector('.answering');
const answer = said => {
  replyTo = Number(said?.dataset.seq) || 0;
  if (!answering) return;
  answering.hidden = !replyTo;
  answering.firstElementChild.textContent = said?.querySelector('.bubble').textContent.trim().slice(0, 80) ?? '';
  if (replyTo) field.focus();
};
answering?.querySelector('button').addEventListener('click', () => answer(null));
line?.addEventListener('dblclick', event => answer(event.target.closest('.message[data-seq]')));
line?.addEventListener('keydown', event => event.key === 'r' && answer(event.target.closest('.message[data-seq]')));

if (form) {
  const submit = () => {
    const body = field.value.trim();
    if (!body) return;
    field.value = '';
    say(body);
  };
  form.addEventListener('submit', event => {
    event.preventDefault();
    submit();
  });
  // while a syllable is composed Enter ends it: it is remembered, and what was typed goes when the syllable is whole
  let composing = false, entered = false;
  field.addEventListener('compositionstart', () => composing = true);
  field.addEventListener('compositionend', () => {
    composing = false;
    if (!entered) return;
    entered = false;
    // the browser writes the last syllable into the field after this event
    setTimeout(submit);
  });
  field.addEventListener('keydown', event => {
    if (event.key === 'Escape') answer(null);
    if (event.key !== 'Enter' && event.keyCode !== 229 || event.shiftKey || isPhone) return;
    if (event.code !== 'Enter' && event.code !== 'NumpadEnter' && event.key !== 'Enter') return;
    if (composing || event.isComposing) {
      entered = true;
      return;
    }
    event.preventDefault();
    submit();
  });
  // an Enter that ended a syllable leaves no empty line behind
  field.addEventListener('beforeinput', event => {
    if (entered && event.inputType === 'insertLineBreak') event.preventDefault();
  });
  let typedAt = 0;
  field.addEventListener('input', () => {
    if (Date.now() - typedAt < 2500) return;
    typedAt = Date.now();
    tell({ type: 'typing', room });
  });
}

// --- what was read

let readAt = 0, reading;
const readSoon = () => {
  if (!room || document.visibilityState !== 'visible' || !document.hasFocus() || readAt >= last) return;
  clearTimeout(reading);
  reading = setTimeout(() => {
    if (!tell({ type: 'read', room, seq: last })) return;
    readAt = last;
    list();
  }, 300);
};
addEventListener('focus', readSoon);
const positions = new Map(Object.entries(JSON.parse(rooms.dataset.positions || '{}')));
const hasRead = ({ handle, seq }) => {
  // who came later is not among those who were counted
  const before = positions.get(handle) ?? seq;
  positions.set(handle, Math.max(before, seq));
  for (const said of line.querySelectorAll('.message[data-seq]')) {
    const number = Number(said.dataset.seq);
    const count = said.querySelector('.when i');
    if (count?.textContent && number > before && number <= seq && said.dataset.by !== handle) {
      const left = Number(count.textContent) - 1;
      count.textContent = left > 0 ? left : '';
    }
  }
};

// --- who is typing

const typing = rooms.querySelector('.typing-now');
let quiet;
const types = handle => {
  if (handle === me) return;
  typing.textContent = '@' + handle + ' ' + rooms.dataset.types;
  clearTimeout(quiet);
  quiet = setTimeout(() => typing.textContent = '', 4000);
};

// --- older messages, without a jump

let older = rooms.querySelector('.older');
let fetching = false;
const more = async () => {
  if (!older || fetching) return;
  fetching = true;
  try {
    const first = line.querySelector('.message[data-seq]');
    const got = await fetch(`/chat/${room}/said?before=${first.dataset.seq}`);
    if (!got.ok) return;
    const height = scroll.scrollHeight - scroll.scrollTop;
    line.insertAdjacentHTML('afterbegin', await got.text());
    scroll.scrollTop = scroll.scrollHeight - height;
    if (Number(line.querySelector('.message[data-seq]').dataset.seq) <= 1 || line.querySelector('.message[data-seq]') === first) {
      older.remove();
      older = null;
    }
  } finally { fetching = false; }
};
if (older) {
  new IntersectionObserver(seen => seen.some(each => each.isIntersecting) && more(), { root: scroll, rootMargin: '400px' })
    .observe(older);
}

// --- the list of rooms, and the number at the top

// of all who hear of something not everybody asks at once, and nobody all the time
let listing, listedAt = 0;
const list = () => {
  listing ??= setTimeout(async () => {
    listing = null;
    listedAt = Date.now();
    const got = await fetch('/chat/rooms?at=' + room).catch(() => null);
    if (!got?.ok || got.redirected) return;
    rooms.querySelector('.list > ul').innerHTML = await got.text();
    const counts = [...rooms.querySelectorAll('.count b:not(.at, .still)')].map(each => each.textContent.trim());
    const all = counts.reduce((sum, each) => sum + (parseInt(each, 10) || 0), 0);
    for (const badge of document.querySelectorAll('.waiting[href="/chat"] b')) {
      badge.hidden = !all;
      badge.firstElementChild.textContent = all > 99 ? '99+' : all || '';
    }
  }, Math.max(300, listedAt + 3000 - Date.now()) + Math.random() * 700);
};

// --- the socket

let socket, wait = 1000, again, lost;
const tell = frame => {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(frame));
  return true;
};
// where messages are missing below, what comes is not put behind them
const isWhole = !rooms.dataset.newer;
// what became of messages meanwhile is not told again
const refresh = async () => {
  const got = await fetch(`/chat/${room}/said?before=${last + 1}`).catch(() => null);
  if (!got?.ok || got.redirected) return;
  const now = new DOMParser().parseFromString(await got.text(), 'text/html');
  for (const said of now.querySelectorAll('.message[data-seq]')) {
    document.getElementById(said.id)?.querySelector('.bubble').replaceWith(said.querySelector('.bubble'));
  }
};
const note = text => {
  if (typing) typing.textContent = text;
};
const heard = {
  welcome({ rooms: all }) {
    wait = 1000;
    clearTimeout(lost);
    note('');
    epoch = all[room]?.epoch ?? epoch;
    for (const each of unsent) if (!each.refused) transmit(each);
    readAt = 0;
    readSoon();
    if (room && returns++) {
      refresh();
      list();
    }
  },
  reset(frame) { if (frame.room === room) location.replace(`/chat/${room}?before=0`); },
  message(frame) {
    if (frame.room === room && isWhole) add(frame);
    list();
  },
  edited(frame) { heard.changed(frame); },
  deleted(frame) { heard.changed(frame); },
  changed(frame) {
    const said = frame.room === room && document.getElementById('m' + frame.seq);
    if (said) fill(said.querySelector('.bubble'), frame);
    list();
  },
  ack({ clientId, seq }) {
    unsent = unsent.filter(each => each.clientId !== clientId);
    keep();
    // its message came before, or comes
    if (seq <= last) {
      shown.get(clientId)?.remove();
      shown.delete(clientId);
    }
  },
  error({ clientId, detail }) { if (clientId) fail(clientId, detail); },
  read(frame) { if (frame.room === room) hasRead(frame); },
  typing(frame) { if (frame.room === room) types(frame.handle); },
  member(frame) {
    if (frame.room === room && frame.left && frame.handle === me) location.assign('/chat');
    list();
  },
  // not all at once
  room(frame) { if (frame.room === room) setTimeout(() => location.reload(), Math.random() * 4000); },
  pong({ rooms: heads }) {
    clearTimeout(dead);
    if (isWhole && (heads[room] ?? last) > last) socket.close();
  },
};
let returns = 0, dead;
const connect = () => {
  clearTimeout(again);
  if (socket && socket.readyState <= WebSocket.OPEN) return;
  const mine = socket = new WebSocket(location.origin.replace(/^http/, 'ws') + '/api/v1/socket', 'madang.v1');
  mine.onopen = () => mine.send(JSON.stringify({ type: 'hello',
    rooms: room && epoch && isWhole ? { [room]: { epoch, seq: last } } : {} }));
  mine.onmessage = event => {
    if (mine !== socket) return;
    const frame = JSON.parse(event.data);
    heard[frame.type]?.(frame);
  };
  mine.onclose = event => {
    if (mine !== socket) return;
    clearTimeout(dead);
    if (event.code === 4001) return location.assign('/login?back=' + encodeURIComponent(location.pathname));
    if (event.code === 4009) return;
    clearTimeout(lost);
    lost = setTimeout(() => note(rooms.dataset.away ?? ''), 3000);
    again = setTimeout(connect, wait * (.5 + Math.random()));
    wait = Math.min(wait * 2, 30000);
  };
};
// a socket that gives no answer is none, whatever the browser thinks of it
const ping = () => {
  if (!tell({ type: 'ping' })) return;
  clearTimeout(dead);
  const mine = socket;
  dead = setTimeout(() => {
    if (mine !== socket) return;
    socket = null;
    mine.close();
    connect();
  }, 5000);
};
setInterval(() => document.visibilityState === 'visible' && ping(), 25000);

// after a rest in the background nobody knows whether the socket still is one
let hiddenAt = 0;
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') return hiddenAt = Date.now();
  readSoon();
  if (Date.now() - hiddenAt > 60000) ping();
});
addEventListener('online', connect);
addEventListener('pagehide', () => {
  clearTimeout(again);
  const mine = socket;
  socket = null;
  mine?.close();
});
addEventListener('pageshow', event => event.persisted && location.reload());

// the keyboard of a phone takes its part of the screen, and the field stays above it
const screen = () => document.documentElement.style.setProperty('--screen', visualViewport.height + 'px');
if (room && matchMedia('(max-width: 720px)').matches && window.visualViewport) {
  visualViewport.addEventListener('resize', () => {
    const end = isAtEnd();
    screen();
    if (end) toEnd();
  });
  screen();
}

for (const each of unsent) {
  showUnsent(each);
  if (each.refused) fail(each.clientId);
}
const begin = document.getElementById('new') ?? (location.hash.startsWith('#m') ? document.querySelector(location.hash) : null);
begin ? begin.scrollIntoView({ block: 'center' }) : toEnd();
connect();
