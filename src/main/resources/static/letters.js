// The web font, so that all devices show the same letters. It is put on just before a page is painted for the first time, or not at
// all, so that nothing moves; where it is not at hand it is fetched when all else is there, for the next page.
const root = document.documentElement;
const sheet = root.dataset.font;
const FONT = '1em "Noto Sans KR Variable"';
// one syllable of each of the files that nearly every page in Korean needs
const SYLLABLES = '다는래책줄헤둘읽듣밑섯맙샀홉';

const at = css => {
  const style = new CSSStyleSheet();
  style.replaceSync(css);
  document.adoptedStyleSheets.push(style);
};
const read = () => {
  try { return JSON.parse(localStorage.getItem('font')); }
  catch { return null; }
};
const keep = css => {
  try { localStorage.setItem('font', JSON.stringify({ sheet, css })); }
  catch { /* then each page is a first one */ }
};

const put = css => {
  at(css);
  const text = document.body.textContent;
  document.fonts.load(FONT, text);
  requestAnimationFrame(() => {
    // what every line needs is there then; a rare syllable or two may come later
    const common = text.replace(new RegExp(`[^ -~${SYLLABLES}]`, 'g'), '');
    const missing = [...document.fonts].filter(face => face.status === 'loading').length;
    if (missing < 3 && document.fonts.check(FONT, common)) root.dataset.letters = 'web';
  });
};
const bring = async () => {
  const css = await (await fetch(sheet)).text();
  at(css);
  await document.fonts.load(FONT, document.body.textContent + (root.lang === 'ko' ? SYLLABLES : ''));
  keep(css);
};

const { saveData, effectiveType = '4g' } = navigator.connection ?? {};
const kept = read();
if (saveData || effectiveType !== '4g') { /* the device has letters of its own */ }
else if (kept?.sheet !== sheet) addEventListener('load', () => setTimeout(() => bring().catch(() => {}), 1000));
else if (!performance.getEntriesByType('paint').length) put(kept.css);
