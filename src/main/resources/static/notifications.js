// The open list: what is new waits behind a button, so that nothing moves under who reads.
const bar = document.querySelector('.arrived');
let today;
let since = Number(bar.dataset.since), waiting = [], asking = false, again = false;
if (bar && !location.search.includes('cursor')) document.addEventListener('bell', () => look());

// who comes back to the page as it was is shown what they have read meanwhile
addEventListener('pageshow', async event => {
  if (!event.persisted) return;
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const row of page.querySelectorAll('.told [data-row]')) {
    const shown = document.querySelector(`.told [data-row="${row.dataset.row}"]`);
    if (shown) shown.className = row.className;
  }
});

async function look() {
  again = asking;
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch('/notifications/latest?since=' + (since || 1));
    if (!answer.ok) throw answer;
    const part = document.createElement('ul');
    part.innerHTML = await answer.text();
    waiting = [...part.children];
    // those that one sees already are counted no more
    if (!waiting.length) bar.replaceChildren();
    else offer();
  } catch { /* asked again when the bell tells of the next */ }
  asking = false;
  if (again) look();
}

function offer() {
  const known = bar.querySelector('button');
  const button = known ?? document.createElement('button');
  button.type = 'button';
  button.textContent = waiting.length === 1 ? bar.dataset.one : bar.dataset.many.replace(/1,?234/, waiting.length);
  if (known) return;
  button.addEventListener('click', show);
  bar.replaceChildren(button);
}

function show() {
  if (!today) {
    today = Object.assign(document.createElement('ul'), { className: 'told' });
    (document.querySelector('main h2.sub') ?? document.querySelector('.nothing')).before(today);
    document.querySelector('.nothing')?.remove();
  }
  for (const row of waiting) {
    const before = document.querySelector(`.told [data-row="${row.dataset.row}"]`);
    const day = before?.parentElement;
    before?.remove();
    if (day && day !== today && !day.children.length) {
      day.previousElementSibling.remove();
      day.remove();
    }
  }
  today.prepend(...waiting);
  since = Number(waiting[0].dataset.revision);
  const all = document.querySelector('.told-head form');
  all.hidden = false;
  all.elements.seen.value = since;
  today.querySelector('a')?.focus();
  waiting = [];
  bar.replaceChildren();
}
