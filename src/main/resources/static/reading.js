// Reading: quoting, sharing, looking at pictures, and players that nobody is asked for before a click.
const say = text => document.dispatchEvent(new CustomEvent('say', { detail: text }));

// what an address names is not left folded away
const unfold = () => {
  let name = location.hash.slice(1);
  try { name = decodeURIComponent(name); } catch { /* it names nothing here, as it is */ }
  const named = name && document.getElementById(name);
  for (let fold = named && named.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  if (named && named.getBoundingClientRect().height) named.scrollIntoView();
};
addEventListener('hashchange', unfold);
unfold();

// a link is shared by the device where that can, and copied elsewhere
document.addEventListener('click', async event => {
  const button = event.target.closest('[data-link]');
  if (!button) return;
  event.preventDefault();
  const url = new URL(button.dataset.link, location).href;
  const menu = button.closest('details.menu');
  menu?.removeAttribute('open');
  menu?.querySelector('summary').focus();
  if (button.matches('[data-share]') && navigator.share) {
    try { return await navigator.share({ title: document.querySelector('h1.title')?.textContent ?? document.title, url }); }
    catch (error) { if (error.name === 'AbortError') return; }
  }
  try {
    await navigator.clipboard.writeText(url);
    say(button.dataset.copied);
  } catch {
    prompt(button.textContent.trim(), url);
  }
});

// who wants to answer writes at once
document.addEventListener('click', event => {
  const answer = event.target.closest('details.answer > summary')?.parentElement;
  if (answer && !answer.open) setTimeout(() => answer.querySelector('textarea')?.focus());
});

// what is selected is quoted into the answer to it
const quote = document.querySelector('button.quote');
let chosen = null;
const look = () => {
  const selection = getSelection();
  const prose = selection.rangeCount && !selection.isCollapsed && (selection.anchorNode.nodeType === 1 ? selection.anchorNode
    : selection.anchorNode.parentElement).closest('.post .prose');
  const text = prose && prose.contains(selection.focusNode) ? selection.toString().trim() : '';
  const comment = prose && prose.closest('article.comment');
  const form = comment ? comment.querySelector('details.answer form') : document.querySelector('.talk > .composer');
  chosen = text && form ? { text, form } : null;
  quote.hidden = !chosen;
  if (!chosen) return;
  const box = selection.getRangeAt(0).getBoundingClientRect();
  const most = document.documentElement.clientWidth - quote.offsetWidth - 8;
  quote.style.left = scrollX + Math.max(8, Math.min(box.left, most)) + 'px';
  quote.style.top = box.bottom + scrollY + 8 + 'px';
};
if (quote) {
  document.addEventListener('selectionchange', look);
  quote.addEventListener('pointerdown', event => event.preventDefault());
  quote.addEventListener('click', () => {
    const { text, form } = chosen;
    const field = form.elements.body;
    const lines = text.split(/\n+/).map(line => '> ' + line).join('\n');
    field.value = (field.value.trim() ? field.value.trimEnd() + '\n\n' : '') + lines + '\n\n';
    form.closest('details')?.setAttribute('open', '');
    getSelection().removeAllRanges();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    field.scrollIntoView({ block: 'center' });
  });
}

// pictures: the link to the full one is opened above the page, with its neighbours
const box = document.querySelector('dialog.lightbox');
const pictures = () => [...document.querySelectorAll('main .prose a:has(> img), main .gallery a:has(> img), main .showcase a:has(> img), '
  + 'main .message .pictures a:has(> img)')];
let all = [], at = 0;
const button = (name, sign, does) => {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = name;
  made.textContent = sign;
  made.setAttribute('aria-label', box.dataset[name]);
  made.addEventListener('click', does);
  return made;
};
const turn = to => {
  at = (to + all.length) % all.length;
  const small = all[at].querySelector('img');
  const large = box.querySelector('img');
  large.src = all[at].href;
  large.alt = small.alt;
  box.querySelector('p').textContent = [all.length > 1 ? `${at + 1}/${all.length}` : '', small.alt].filter(Boolean).join(' · ');
  box.querySelectorAll('.previous, .next').forEach(each => each.hidden = all.length < 2);
};
const open = link => {
  all = pictures();
  if (!box.firstChild) {
    box.append(document.createElement('img'), document.createElement('p'), button('previous', '‹', () => turn(at - 1)),
      button('next', '›', () => turn(at + 1)), button('close', '✕', () => box.close()));
    box.querySelector('p').setAttribute('aria-live', 'polite');
    let from = null;
    box.addEventListener('pointerdown', event => from = event.isPrimary ? event.clientX : null);
    box.addEventListener('pointerup', event => {
      // two fingers look closer, and one moves about in what is looked at closely
      if (from === null || visualViewport.scale > 1) return;
      const moved = event.clientX - from;
      from = null;
      if (Math.abs(moved) > 40) turn(at + (moved < 0 ? 1 : -1));
      else if (event.target === box || event.target.matches('img') && event.pointerType === 'mouse') box.close();
    });
    box.addEventListener('close', () => all[at]?.focus({ preventScroll: true }));
  }
  turn(all.indexOf(link));
  box.showModal();
};
if (box) {
  document.addEventListener('click', event => {
    const link = event.target.closest('a');
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || !pictures().includes(link)) return;
    event.preventDefault();
    open(link);
  });
  box.addEventListener('keydown', event => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) turn(at + step);
  });
}

// a card of a film becomes a player, which is the first that its host hears of it
const player = link => {
  const url = new URL(link.href);
  const host = url.hostname.replace(/^(www|m)\./, '');
  const ofTube = host === 'youtu.be' ? url.pathname.slice(1) : host === 'youtube.com' && (url.searchParams.get('v') ?? url.pathname.match(
    /^\/(?:shorts|live|embed)\/([\w-]+)/)?.[1]);
  if (/^[\w-]{6,20}$/.test(ofTube || '')) return 'https://www.youtube-nocookie.com/embed/' + ofTube + '?autoplay=1';
  const ofVimeo = host === 'vimeo.com' && url.pathname.match(/^\/(\d{1,12})$/)?.[1];
  return ofVimeo ? 'https://player.vimeo.com/video/' + ofVimeo + '?dnt=1&autoplay=1' : null;
};
const mark = within => within.querySelectorAll('.prose a.card').forEach(link => link.classList.toggle('plays', !!player(link)));
mark(document);
for (const event of ['htmx:afterSettle', 'came']) document.addEventListener(event, () => mark(document));
document.addEventListener('click', event => {
  const link = event.target.closest('a.card.plays');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const frame = document.createElement('iframe');
  frame.className = 'player';
  frame.src = player(link);
  frame.title = link.textContent;
  frame.allow = 'autoplay; fullscreen; picture-in-picture';
  frame.referrerPolicy = 'strict-origin'; // YouTube refuses a player that does not say where it is
  link.replaceWith(frame);
  frame.focus();
});
