// Says how many posts have come since a list was shown. What one reads never moves: the list is loaded anew by a click only.
const pill = document.querySelector('[data-newer]');
const newest = [...document.querySelectorAll('.row[data-at]')].map(row => row.dataset.at).sort().at(-1);
let again;
const ask = async () => {
  clearTimeout(again);
  if (document.visibilityState === 'hidden') return;
  const query = new URLSearchParams({ after: newest });
  if (pill.dataset.newer) query.set('category', pill.dataset.newer);
  const answer = await fetch('/newer?' + query).catch(() => null);
  if (answer?.ok) {
    const { count } = await answer.json();
    const text = count === 1 ? pill.dataset.one : pill.dataset.many.replace('#', count > 99 ? '99+' : count);
    if (pill.textContent !== text) pill.textContent = text;
    if (pill.hidden === count > 0) pill.hidden = !count;
  }
  again = setTimeout(ask, 45000);
};
if (pill && newest) {
  again = setTimeout(ask, 20000);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask());
  addEventListener('pageshow', event => event.persisted && ask());
  addEventListener('pagehide', () => clearTimeout(again));
}
