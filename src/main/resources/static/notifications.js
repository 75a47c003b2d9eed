// The open list: what is new waits behind a button, so that nothing moves under who reads.
const bar = document.querySelector('.arrived');
let list = document.querySelector('.told');
let since = Number(bar.dataset.since), waiting = [], asking = false, again = false;
if (bar && !location.search.includes('cursor')) document.addEventListener('bell', () => look());

async function look() {
  again = asking;
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch('/notifications/latest?since=' + (since || 1));
    if (!answer.ok) return;
    const part = document.createElement('ul');
    part.innerHTML = await answer.text();
    waiting = [...part.children];
    // those that one sees already are counted no more
    if (!waiting.length) bar.replaceChildren();
    else offer();
  } catch { /* without a connection the bell says nothing either; it asks again when it comes back */ }
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
  if (!list) {
    list = Object.assign(document.createElement('ul'), { className: 'told' });
    document.querySelector('.nothing')?.replaceWith(list);
  }
  for (const row of waiting) document.querySelector(`.told [data-row="${row.dataset.row}"]`)?.remove();
  list.prepend(...waiting);
  since = Number(waiting[0].dataset.revision);
  list.querySelector('a')?.focus();
  waiting = [];
  bar.replaceChildren();
}
