// Chat: one socket for all rooms. What is said is shown at once, sent until it is acknowledged, and shown once.
const rooms = document.querySelector('.rooms');
const { chat: me, at, zone, ...words } = rooms.dataset;
const line = rooms.querySelector('.line');
const scroll = line?.closest('.messages');
const form = rooms.querySelector('form.say');
const field = form?.elements.body;
const specimen = document.getElementById('specimen');
const room = Number(at) || 0;
const language = document.documentElement.lang;
const isPhone = matchMedia('(pointer: coarse)').matches;
let last = Number(rooms.dataset.last) || 0, { epoch } = rooms.dataset;
// where messages are missing below, what comes is not put behind them; so far the room is meanwhile
let isWhole = !rooms.dataset.newer, head = last;

const load = async path => {
  const got = await fetch(path).catch(() => null);
  return got?.ok && !got.redirected ? new DOMParser().parseFromString(await got.text(), 'text/html') : null;
};

// --- what is on the page

const below = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
const isAtEnd = () => !scroll || below() < 80;
const toEnd = () => { if (scroll) scroll.scrollTop = scroll.scrollHeight; };
const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: zone || undefined });
const day = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: zone || undefined });
const when = said => said?.querySelector('time')?.dateTime;
const dayOf = said => day.format(new Date(when(said)));
const numbered = () => [...line.querySelectorAll('.message[data-seq]')];
const by = seq => document.getElementById('m' + seq);
// how a message looks is known to the server alone (said.jte), which gives one with everything for those that come later
const part = name => specimen.content.querySelector(name).cloneNode(true);
const face = ({ handle, name, avatarUrl }) => {
  if (avatarUrl) return Object.assign(new Image(36, 36), { className: 'face', src: avatarUrl, alt: '' });
  const made = part('.face');
  // as a string of Java is hashed
  const hue = ([...handle].reduce((sum, each) => sum * 31 + each.charCodeAt(0) | 0, 0) % 6 + 6) % 6;
  made.className = 'face hue' + hue;
  made.textContent = ([...name][0] ?? '?').toLocaleUpperCase(language);
  return made;
};
const fill = (said, message) => {
  const bubble = part('.bubble'), find = name => bubble.querySelector(name);
  const { replyTo, about, media = [], editedAt, author } = message;
  const gone = message.deleted || message.hidden;
  if (replyTo) {
    const quote = find('.answered');
    quote.href = '#m' + replyTo.seq;
    quote.querySelector('b').textContent = replyTo.author.name;
    quote.querySelector('span').textContent = replyTo.deleted ? words.deleted : replyTo.excerpt || words.noText;
  } else find('.answered').remove();
  const text = find('.text');
  if (gone) {
    text.classList.add('quiet');
    text.textContent = message.hidden ? words.hidden : words.deleted;
  } else if (message.bodyHtml) text.innerHTML = message.bodyHtml; // the server has rendered and sanitised it
  else if (message.body) text.textContent = message.body;
  else text.remove();
  const picture = find('.pictures > a');
  find('.pictures').replaceChildren(...media.map(({ alt, variants }) => {
    const link = picture.cloneNode(true), { url, width, height } = variants.find(each => each.name === 'feed');
    const { wide, high } = specimen.dataset, scale = Math.min(1, wide / width, high / height);
    link.href = variants.find(each => each.name === 'full').url;
    Object.assign(link.firstElementChild,
      { width: width * scale, height: height * scale, src: url, alt: alt || specimen.dataset.picture });
    return link;
  }));
  if (!media.length) find('.pictures').remove();
  if (about) {
    const card = find('.shared');
    card.href = about.address;
    card.querySelector('small').textContent = specimen.dataset[about.kind];
    card.querySelector('b').textContent = about.title ?? specimen.dataset.closed;
    about.picture ? card.querySelector('img').src = about.picture : card.querySelector('img').remove();
  } else find('.shared').remove();
  said.querySelector('.bubble').replaceWith(bubble);
  const edited = said.querySelector('.when > span');
  if (!editedAt) edited?.remove();
  else if (!edited) said.querySelector('.when > i').after(part('.when > span'));
  if (!gone && author?.handle === me) said.dataset.body = message.body ?? '';
  else delete said.dataset.body;
};
const row = message => {
  const said = part('.message'), { author, seq } = message;
  const shown = said.querySelector('.face'), name = said.querySelector(':scope > a');
  said.id = 'm' + seq;
  said.tabIndex = -1;
  Object.assign(said.dataset, { seq, id: message.id ?? '', by: author?.handle ?? '' });
  said.classList.toggle('own', author?.handle === me);
  if (author && author.handle !== me) {
    shown.replaceWith(face(author));
    name.href = '/@' + author.handle;
    name.firstElementChild.textContent = author.name;
  } else {
    shown.remove();
    name.remove();
  }
  fill(said, message);
  const at = said.querySelector('time');
  at.dateTime = message.createdAt ?? '';
  at.textContent = message.createdAt ? time.format(new Date(message.createdAt)) : '';
  return said;
};
const shown = new Map();
const add = message => {
  if (message.seq <= last) return;
  const end = isAtEnd(), said = row(message), before = numbered().at(-1), mine = message.author?.handle === me;
  // one that is hidden has no time
  const timed = numbered().findLast(when);
  rooms.querySelector('.nothing-said')?.remove();
  shown.get(message.clientId)?.remove();
  shown.delete(message.clientId);
  const waiting = line.querySelector('.pending, .failed');
  const put = node => waiting ? waiting.before(node) : line.append(node);
  if (message.createdAt && (!timed || dayOf(timed) !== dayOf(said))) {
    const begins = part('.day');
    begins.textContent = dayOf(said);
    put(begins);
  } else if (before && before.dataset.by === said.dataset.by && when(before).slice(0, 16) === when(said).slice(0, 16)) {
    said.classList.add('follows');
  }
  put(said);
  if (!line.contains(document.activeElement)) {
    line.querySelector('[tabindex="0"]')?.setAttribute('tabindex', -1);
    said.tabIndex = 0;
  }
  last = message.seq;
  // who says something has read what was said before
  if (message.author) hasRead({ handle: message.author.handle, seq: message.seq });
  count(said);
  if (end) toEnd();
  else if (!mine) missed++;
  place();
  readSoon();
};

// --- the way to the end, with how much has come meanwhile

const newest = rooms.querySelector('.newest');
let missed = 0;
const place = () => {
  if (!newest) return;
  if (isWhole && isAtEnd()) missed = 0;
  newest.hidden = isWhole && !missed && below() < scroll.clientHeight / 2;
  newest.firstElementChild.textContent = missed > 99 ? '99+' : missed || '';
};
scroll?.addEventListener('scroll', () => {
  isLow = isAtEnd();
  place();
}, { passive: true });
// who is at the end stays there, whatever takes room below or is said anew
let isLow = false;
const low = new ResizeObserver(() => isLow && toEnd());
newest?.addEventListener('click', event => {
  if (!isWhole) return;
  event.preventDefault();
  toEnd();
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
  const said = row({ author: { handle: me }, body: each.body, media: each.media });
  said.removeAttribute('id');
  for (const name of ['seq', 'id', 'body']) delete said.dataset[name];
  said.classList.add('pending');
  said.querySelector('.when').textContent = words.sending;
  shown.set(each.clientId, said);
  line.append(said);
};
const fail = (clientId, why) => {
  const said = shown.get(clientId);
  for (const each of unsent) if (each.clientId === clientId) each.refused = true;
  keep();
  if (!said) return;
  said.className = 'message own failed';
  const button = (textContent, onclick) =>
    Object.assign(document.createElement('button'), { type: 'button', className: 'plain small', textContent, onclick });
  const again = button(words.again, () => {
    said.className = 'message own pending';
    said.querySelector('.when').textContent = words.sending;
    const each = unsent.find(one => one.clientId === clientId);
    if (!each) return;
    each.refused = false;
    deliver(each);
  });
  // what it said is back in the field, where it can be mended
  const discard = button(words.discard, () => {
    const each = unsent.find(one => one.clientId === clientId);
    unsent = unsent.filter(one => one !== each);
    keep();
    shown.delete(clientId);
    said.remove();
    if (!form) return;
    turn();
    if (each?.body) write([each.body, field.value].filter(text => text).join('\n'));
    field.focus();
  });
  const end = isAtEnd();
  said.querySelector('.when').replaceChildren(why || words.unsent, again, discard);
  if (end) toEnd();
};
const transmit = ({ body, clientId, replyTo, media = [] }) =>
  tell({ type: 'send', room, body, clientId, replyTo, ...(media.length ? { mediaIds: media.map(each => each.id) } : {}) });
// its pictures are described before it is seen; it is kept until both are done
const deliver = async each => {
  const described = form && !each.isDescribed ? each.media?.filter(one => one.alt) ?? [] : [];
  if (described.length) {
    const all = await Promise.all(described.map(({ id, alt }) => post('/settings/pictures/' + id, { alt })));
    each.isDescribed = all.every(isDone => isDone);
    keep();
  }
  if (unsent.includes(each)) transmit(each);
};
const say = (body, media, replyTo) => {
  const each = { body, media, replyTo, clientId: crypto.randomUUID?.() ?? Date.now() + '-' + Math.random() };
  unsent.push(each);
  keep();
  showUnsent(each);
  rooms.querySelector('.next-card')?.remove();
  toEnd();
  deliver(each);
};

// --- what one answers, or says anew

const bar = form?.querySelector('.answering');
const strip = form?.querySelector('.strip');
let turned = null, before = ''; // what was in the field before one began to edit
const write = text => {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
};
const turn = (act, said) => {
  if (!form || said && (act === 'edit' ? said.dataset.body === undefined : !said.dataset.id)) return;
  // what is edited is no draft (forms.js)
  delete form.dataset.editing;
  if (turned?.act === 'edit') write(before);
  turned = said ? { act, said, seq: Number(said.dataset.seq), id: said.dataset.id } : null;
  bar.hidden = !said;
  if (!said) return;
  const name = said.querySelector(':scope > :is(a, b)')?.textContent ?? document.querySelector('.menu .face + b')?.textContent ?? '@' + me;
  bar.querySelector('b').textContent = act === 'edit' ? words.edits : words.answers.replace('{0}', name.trim());
  bar.querySelector('span').textContent = said.querySelector('.text')?.textContent.trim().slice(0, 80) ?? words.noText;
  if (act === 'edit') {
    before = field.value;
    form.dataset.editing = '';
    write(said.dataset.body);
  }
  field.focus();
};
const post = async (path, fields = {}) => {
  const body = new URLSearchParams({ _csrf: form.elements._csrf.value, ...fields });
  const headers = { 'HX-Request': 'true', Accept: 'application/json' };
  const got = await fetch(path, { method: 'POST', redirect: 'manual', headers, body }).catch(() => null);
  if (got?.type === 'opaqueredirect') return true;
  const problem = await got?.json().catch(() => null);
  const detail = problem?.errors?.map(each => each.message).join(' ') || problem?.detail || document.body.dataset.failed;
  document.dispatchEvent(new CustomEvent('say', { detail }));
  return false;
};
const address = id => `/chat/${room}/messages/${id}`;
document.addEventListener('chat-act', async ({ detail: { act, said } }) => {
  if (act !== 'delete') turn(act, said);
  else if (form) await post(address(said.dataset.id) + '/delete');
});
bar?.querySelector('button').addEventListener('click', () => {
  turn();
  field.focus();
});
line?.addEventListener('dblclick', event => {
  const said = event.target.closest('.message[data-seq]');
  if (said && !said.querySelector('.text.quiet')) turn('answer', said);
});

if (form) {
  const submit = async () => {
    const body = field.value.trim();
    if (turned?.act === 'edit') {
      const { id } = turned;
      if (await post(address(id), { body }) && turned?.id === id) turn();
      return;
    }
    const media = [...strip.children].filter(each => each.picture)
      .map(each => ({ ...each.picture, alt: each.querySelector('[name^=alt]').value.trim() }));
    if (!body && !media.length) return;
    const replyTo = turned?.seq;
    turn();
    write('');
    strip.replaceChildren();
    say(body, media, replyTo);
  };
  // by way of the form, where pictures that are still on their way hold it back
  const go = () => form.requestSubmit(form.querySelector('button.go'));
  form.addEventListener('submit', event => {
    event.preventDefault();
    submit();
    // at once: else the keyboard of a phone goes away
    field.focus({ preventScroll: true });
    // no page follows that would say whether it has arrived (forms.js)
    setTimeout(() => sessionStorage.removeItem('sent'));
  });
  // while a syllable is composed Enter ends it: it is remembered, and what was typed goes when the syllable is whole
  let composing = false, entered = false;
  field.addEventListener('compositionstart', () => composing = true);
  field.addEventListener('compositionend', () => {
    composing = false;
    if (!entered) return;
    entered = false;
    // the browser writes the last syllable into the field after this event
    setTimeout(go);
  });
  field.addEventListener('keydown', event => {
    if (composing || event.isComposing) {
      if (event.code === 'Enter' || event.code === 'NumpadEnter') entered = !event.shiftKey && !isPhone;
      return;
    }
    if (event.key === 'Escape') turn();
    if (event.key === 'ArrowUp' && !field.value && !turned && !strip.children.length) {
      const mine = line.querySelectorAll('.own[data-body]');
      if (mine.length) event.preventDefault();
      return turn('edit', [...mine].at(-1));
    }
    if (event.key !== 'Enter' && event.keyCode !== 229 || event.shiftKey || isPhone) return;
    if (event.code !== 'Enter' && event.code !== 'NumpadEnter' && event.key !== 'Enter') return;
    event.preventDefault();
    go();
  });
  // an Enter that ended a syllable leaves no empty line behind
  field.addEventListener('beforeinput', event => {
    if (entered && event.inputType === 'insertLineBreak') event.preventDefault();
  });
  let typedAt = 0;
  field.addEventListener('input', () => {
    if (!field.value || turned?.act === 'edit' || Date.now() - typedAt < 2500) return;
    typedAt = Date.now();
    tell({ type: 'typing', room });
  });
}

// --- what was read: how many have not read a message follows from up to where each of them has

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
const positionsOf = each => new Map(Object.entries(JSON.parse(each.dataset.positions || '{}')));
let positions = positionsOf(rooms);
const count = said => {
  if (!positions.size) return;
  const seq = Number(said.dataset.seq), all = [...positions.values()];
  said.querySelector('.when > i').textContent = all.filter(each => each < seq).length || '';
};
const hasRead = ({ handle, seq }) => {
  const since = positions.get(handle) ?? 0;
  if (!positions.size || since >= seq) return;
  positions.set(handle, seq);
  for (const said of numbered()) if (said.dataset.seq > since && said.dataset.seq <= seq) count(said);
};

// --- who is typing

const typing = rooms.querySelector('.typing-now');
let quiet, typist;
const note = text => {
  if (typing) typing.textContent = text;
};
const types = handle => {
  if (handle === me) return;
  const said = numbered().findLast(each => each.dataset.by === handle);
  typist = handle;
  note(words.types.replace('{0}', said?.querySelector(':scope > a')?.textContent.trim() ?? '@' + handle));
  clearTimeout(quiet);
  quiet = setTimeout(() => note(''), 4000);
};

// --- more messages as one scrolls: older ones without a jump, later ones until there is none

const firstOf = all => all.querySelector('.message[data-seq]');
let fetching = false;
const fetched = async query => {
  const got = await load(`/chat/${room}/said?${query}`);
  got?.querySelectorAll('.message').forEach(each => each.tabIndex = -1);
  return got?.body;
};
const older = async link => {
  const first = firstOf(line), got = await fetched('before=' + first.dataset.seq);
  if (!got) return false;
  const lastOfGot = [...got.querySelectorAll('.message[data-seq]')].at(-1);
  const top = () => first.getBoundingClientRect().top;
  const stood = top();
  if (lastOfGot && when(first) && dayOf(lastOfGot) === dayOf(first)) line.querySelector('.day')?.remove();
  // nobody is read to what stands above
  scroll.ariaBusy = 'true';
  line.prepend(...got.children);
  if (!lastOfGot || Number(firstOf(line).dataset.seq) <= 1) link.remove();
  scroll.scrollTop += top() - stood;
  requestAnimationFrame(() => scroll.ariaBusy = null);
  return true;
};
const later = async link => {
  const got = await fetched('after=' + last);
  if (!got) return false;
  const some = [...got.querySelectorAll('.message[data-seq]')], before = numbered().findLast(when);
  if (some.length && before && dayOf(before) === dayOf(some[0])) got.querySelector('.day').remove();
  last = Number(some.at(-1)?.dataset.seq ?? last);
  const waiting = line.querySelector('.pending, .failed');
  waiting ? waiting.before(...got.children) : line.append(...got.children);
  // what was said meanwhile was heard of
  if (some.length < 50 && last >= head) {
    isWhole = true;
    link.remove();
  }
  place();
  readSoon();
  return true;
};
const watch = (link, more) => {
  if (!link) return;
  const watcher = new IntersectionObserver(async seen => {
    if (fetching || !seen.some(each => each.isIntersecting)) return;
    fetching = true;
    const isMore = await more(link).finally(() => fetching = false);
    watcher.unobserve(link);
    if (!isMore) await new Promise(go => setTimeout(go, 3000));
    if (link.isConnected) watcher.observe(link);
  }, { root: scroll, rootMargin: '400px' });
  watcher.observe(link);
};

// an answer leads to what it answers
line?.addEventListener('click', event => {
  const quote = event.target.closest('.answered');
  if (!quote || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const seq = quote.hash.slice(2), said = by(seq);
  if (!said) return location.assign(`/chat/${room}?around=${seq}#m${seq}`);
  said.scrollIntoView({ block: 'center' });
  said.focus({ preventScroll: true });
  said.classList.remove('found');
  requestAnimationFrame(() => said.classList.add('found'));
});

// --- the list of rooms, and the number at the top

const showList = now => {
  const counts = [...now.querySelectorAll('.count b:not(.at, .still)')].map(each => each.textContent.trim());
  const all = counts.reduce((sum, each) => sum + (parseInt(each, 10) || 0), 0);
  for (const badge of document.querySelectorAll('.waiting[href="/chat"] b')) {
    badge.hidden = !all;
    badge.firstElementChild.textContent = all > 99 ? '99+' : all || '';
  }
  // the first rooms do not take the place of those further down
  if (new URLSearchParams(location.search).has('cursor')) return;
  const focused = document.activeElement.closest('.rooms > .list [data-room]')?.dataset.room;
  rooms.querySelector('.list > ul').replaceChildren(...now.children);
  if (focused) rooms.querySelector(`.list [data-room="${focused}"] > a`)?.focus({ preventScroll: true });
};
// what nobody looks at is asked for when somebody does
const put = new Set();
const putOff = ask => document.hidden && put.add(ask);
// of all who hear of something not everybody asks at once, and nobody all the time
let listing, listedAt = 0;
const list = () => {
  if (putOff(list)) return;
  listing ??= setTimeout(async () => {
    listing = null;
    listedAt = Date.now();
    const now = await load('/chat/rooms?at=' + room);
    if (now) showList(now.body);
  }, Math.max(300, listedAt + 3000 - Date.now()) + Math.random() * 700);
};

// --- what became meanwhile of the room, and of the messages that are on the page: that is not told again

let refreshing, changed = new Set();
const refresh = async () => {
  refreshing = null;
  changed = new Set();
  // before a message: so nothing is read by it
  const page = await load(`/chat/${room}?before=${last + 1}`), now = page?.querySelector('.rooms');
  if (!now) return;
  // one may write here by now, or no more
  if (!!now.querySelector('form.say') !== !!form) return location.reload();
  const header = rooms.querySelector('.conversation > header');
  if (!header.querySelector('[open]')) header.replaceWith(now.querySelector('.conversation > header'));
  showList(now.querySelector('.list > ul'));
  positions = positionsOf(now);
  for (let got = now.querySelector('.line'); got; got = await fetched('before=' + firstOf(got).dataset.seq)) {
    for (const said of got.querySelectorAll('.message[data-seq]')) {
      const was = by(said.dataset.seq);
      // what was told while it was asked for is newer
      if (!was || changed.has(said.dataset.seq)) continue;
      for (const name of ['.bubble', '.when']) {
        if (was.querySelector(name).innerHTML !== said.querySelector(name).innerHTML) {
          was.querySelector(name).replaceWith(said.querySelector(name));
        }
      }
      if (said.dataset.body === undefined) delete was.dataset.body;
      else was.dataset.body = said.dataset.body;
    }
    if (!firstOf(got) || Number(firstOf(got).dataset.seq) <= Number(firstOf(line)?.dataset.seq)) break;
  }
  numbered().forEach(count);
};
// not all at once, but the few of a small room soon
const refreshSoon = () => {
  if (putOff(refreshSoon)) return;
  refreshing ??= setTimeout(refresh, 200 + Math.random() * 40 * (positions.size || 100));
};

// --- the socket

let socket, wait = 1000, again, lost, returns = 0, dead;
const tell = frame => {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(frame));
  return true;
};
const heard = {
  welcome({ rooms: all }) {
    wait = 1000;
    clearTimeout(lost);
    note('');
    epoch = all[room]?.epoch ?? epoch;
    head = Math.max(head, all[room]?.seq ?? 0);
    for (const each of unsent) if (!each.refused) deliver(each);
    readAt = 0;
    readSoon();
    if (returns++) room ? refreshSoon() : list();
  },
  reset(frame) { if (frame.room === room) location.replace(`/chat/${room}?before=0`); },
  message(frame) {
    if (frame.room === room) {
      head = Math.max(head, frame.seq);
      if (frame.author?.handle === typist) note('');
      if (isWhole) add(frame);
    }
    list();
  },
  edited(frame) { heard.changed(frame); },
  deleted(frame) { heard.changed(frame); },
  changed(frame) {
    const said = frame.room === room && by(frame.seq);
    if (said) {
      changed.add(String(frame.seq));
      fill(said, frame);
      const text = frame.deleted ? words.deleted : said.querySelector('.text')?.textContent.trim().slice(0, 80) ?? words.noText;
      for (const quote of line.querySelectorAll(`.answered[href="#m${frame.seq}"] > span`)) quote.textContent = text;
    }
    list();
  },
  ack({ clientId, seq }) {
    unsent = unsent.filter(each => each.clientId !== clientId);
    keep();
    // what is said stands at the end
    if (!isWhole) return location.assign(`/chat/${room}?before=0`);
    // its message came before, or comes
    if (seq <= last) {
      shown.get(clientId)?.remove();
      shown.delete(clientId);
    }
  },
  error({ clientId, detail }) { if (clientId) fail(clientId, detail); },
  read(frame) {
    if (frame.room === room) hasRead(frame);
    // one has read it in another window
    if (frame.handle === me) list();
  },
  typing(frame) { if (frame.room === room) types(frame.handle); },
  member(frame) {
    if (frame.room === room) {
      if (frame.left && frame.handle === me) location.assign('/chat');
      if (frame.left) positions.delete(frame.handle);
      else if (positions.size && !positions.has(frame.handle)) positions.set(frame.handle, last);
      numbered().forEach(count);
      // in a large room people come and go, and nobody is counted
      if (!positions.size && frame.handle !== me) return;
      refreshSoon();
    }
    list();
  },
  room(frame) { frame.room === room ? refreshSoon() : list(); },
  pong({ rooms: heads }) {
    clearTimeout(dead);
    if (isWhole && (heads[room] ?? last) > last) socket.close();
  },
};
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
    lost = setTimeout(() => note(words.away ?? ''), 3000);
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
  connect();
  if (Date.now() - hiddenAt > 60000) ping();
  const all = [...put];
  put.clear();
  all.forEach(ask => ask());
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
const screen = () => {
  document.documentElement.style.setProperty('--screen', visualViewport.height + 'px');
  document.documentElement.style.setProperty('--above', visualViewport.offsetTop + 'px');
};
if (room && matchMedia('(max-width: 720px)').matches && window.visualViewport) {
  visualViewport.addEventListener('resize', screen);
  visualViewport.addEventListener('scroll', screen);
  screen();
}

for (const each of unsent) {
  showUnsent(each);
  if (each.refused) fail(each.clientId);
}
const begin = (/^#m\d+$/.test(location.hash) ? document.querySelector(location.hash) : null) ?? document.getElementById('new');
begin ? begin.scrollIntoView({ block: 'center' }) : toEnd();
if (scroll) {
  isLow = isAtEnd();
  low.observe(scroll);
  low.observe(line);
  place();
  watch(rooms.querySelector('.older'), older);
  watch(rooms.querySelector('.newer'), later);
}
connect();
