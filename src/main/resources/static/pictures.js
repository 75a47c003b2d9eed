// Pictures in the editor: chosen, pasted or dropped; sent by a signed link, with progress; put into the text.
const box = document.querySelector('[data-pictures]');
const text = box.dataset.apart ? null : document.getElementById('body'); // pictures apart from a text are not put into it
const strip = box.querySelector('.strip');
const form = box.closest('form');
const csrf = form.querySelector('[name=_csrf]').value;
const most = Number(box.dataset.most);
let coming = 0, waiting = null; // how many pictures are being sent; the button that waits for them

// the button says what it waits for, beside its sign if it has one
const words = button => button.querySelector('span') ?? button;
const wait = button => {
  const was = waiting;
  waiting = button;
  if (was) words(was).textContent = was.dataset.word;
  was?.removeAttribute('aria-busy');
  if (!button) return;
  button.dataset.word = words(button).textContent;
  words(button).textContent = box.dataset.sending;
  button.setAttribute('aria-busy', true);
};

box.querySelector('[type=file]').multiple = true;

// what a file is by its first bytes; its name may say otherwise
const kind = async file => {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const says = (at, letters) => [...letters].every((letter, i) => head[at + i] === letter.charCodeAt(0));
  return head[0] === 0xff && head[1] === 0xd8 ? 'image/jpeg' : says(1, 'PNG') ? 'image/png' : says(0, 'GIF8') ? 'image/gif'
    : says(8, 'WEBP') ? 'image/webp' : file.type || 'application/octet-stream';
};
class Refused extends Error {} // in words that its reader understands, as a browser's own are not
const ask = async (path, body) => {
  const said = await fetch(path, { method: 'POST', body: JSON.stringify(body), headers: {
    'X-XSRF-TOKEN': csrf, 'Content-Type': 'application/json', 'Accept': 'application/json' } })
    .then(answer => answer.json()).catch(() => ({}));
  if (!said.id) throw new Refused(said.errors?.map(error => error.message).join(' ') || said.detail || box.dataset.failed);
  return said;
};
const send = (upload, file, tell) => new Promise((done, failed) => {
  const request = new XMLHttpRequest();
  request.open(upload.method, upload.url);
  Object.entries(upload.headers).forEach(([name, value]) => request.setRequestHeader(name, value));
  request.upload.onprogress = event => tell(event.loaded / event.total);
  request.onload = () => request.status < 300 ? done() : failed(new Refused(box.dataset.failed));
  request.onerror = () => failed(new Refused(box.dataset.failed));
  // a form of POST, as S3 servers want it: the file comes last
  const whole = upload.fields ? new FormData() : file;
  Object.entries(upload.fields ?? {}).forEach(([name, value]) => whole.append(name, value));
  if (upload.fields) whole.append('file', file);
  request.send(whole);
});

const put = (alt, feed) => {
  if (!text) return;
  // a paragraph of its own: an empty line before and after it
  const before = text.value.slice(0, text.selectionStart), after = text.value.slice(text.selectionEnd);
  const above = '\n\n'.slice(before ? before.match(/\n{0,2}$/)[0].length : 2);
  const below = '\n\n'.slice(after.match(/^\n{0,2}/)[0].length);
  text.setRangeText(`${above}![${alt.replace(/[[\]\\]/g, '')}](${feed.slice(feed.indexOf('/media/'))})${below}`,
    text.selectionStart, text.selectionEnd, 'end');
  text.dispatchEvent(new Event('input', { bubbles: true }));
};
const add = picture => {
  const line = document.getElementById('strip-picture').content.firstElementChild.cloneNode(true);
  line.picture = picture;
  line.dataset.feed = picture.variants[1].url;
  line.querySelector('img').src = picture.variants[0].url;
  line.querySelectorAll('[name=mediaIds], [name=drop]').forEach(field => field.value = picture.id);
  line.querySelector('[name^=alt]').name = `alt[${picture.id}]`;
  return line;
};
const fail = (line, text) => {
  const [name, bar, dismiss, preview] = line.children;
  bar.remove();
  preview?.remove();
  name.setAttribute('role', 'alert');
  name.className = 'wrong';
  name.textContent = text;
  dismiss.hidden = false;
};
// what is on its way is seen where there is a place for it
const preview = async (canvas, file) => {
  const picture = canvas && await createImageBitmap(file).catch(() => null);
  if (!picture) return;
  const { width, height } = canvas, scale = Math.max(width / picture.width, height / picture.height);
  canvas.getContext('2d').drawImage(picture, (width - picture.width * scale) / 2, (height - picture.height * scale) / 2,
    picture.width * scale, picture.height * scale);
  picture.close();
};
const awaited = file => {
  const line = document.getElementById('strip-progress').content.firstElementChild.cloneNode(true);
  line.firstElementChild.textContent = file.name;
  strip.append(line);
  preview(line.querySelector('canvas'), file);
  return line;
};
const take = async files => {
  const kept = strip.querySelectorAll('li:not(.coming)').length - strip.querySelectorAll('[name=drop]:checked').length;
  const room = Math.max(0, most - kept - coming);
  for (const file of files.slice(room)) fail(awaited(file), `${file.name}: ${box.dataset.full}`);
  files = files.slice(0, room);
  coming += files.length;
  for (const file of files) {
    const line = awaited(file), bar = line.querySelector('progress');
    try {
      if (!file.size) throw new Refused(box.dataset.empty);
      const { id, upload } = await ask('/settings/pictures/uploads',
        { contentType: await kind(file), size: file.size, filename: file.name.slice(0, 255) });
      await send(upload, file, part => bar.value = part);
      bar.removeAttribute('value');
      const picture = await ask(`/settings/pictures/${id}/complete`, {});
      line.replaceWith(add(picture));
      put('', picture.variants[1].url);
    }
    catch (error) {
      fail(line, `${file.name}: ${error instanceof Refused ? error.message : box.dataset.failed}`);
      if (waiting) line.scrollIntoView({ block: 'center' });
      wait(null); // nothing is published without it unless its writer says so again
    }
    if (!--coming && waiting) {
      const button = waiting;
      wait(null);
      form.requestSubmit(button);
    }
  }
};
form.addEventListener('submit', event => {
  if (!coming) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wait(event.submitter);
}, true);

box.querySelector('[type=file]').addEventListener('change', async event => {
  const field = event.target, files = [...field.files];
  field.value = ''; // before the form goes off with it a second time
  await take(files);
});
(text ?? document).addEventListener('paste', event => {
  const { files, types } = event.clipboardData;
  if (!files.length || types.includes('text/plain') && types.includes('text/html')) return; // office programs add a picture of a text
  event.preventDefault();
  take([...files]);
});
// wherever on the page a file is dropped: a browser would leave the form and open it
const over = is => [text, box].forEach(target => target?.classList.toggle('over', is));
document.addEventListener('dragover', event => {
  if (!event.dataTransfer.types.includes('Files')) return;
  event.preventDefault();
  over(true);
});
document.addEventListener('dragleave', event => event.relatedTarget ?? over(false));
document.addEventListener('drop', event => {
  over(false);
  if (!event.dataTransfer.types.includes('Files')) return;
  event.preventDefault();
  take([...event.dataTransfer.files]);
});
strip.addEventListener('click', event => {
  if (event.target.closest('[data-dismiss]')) return event.target.closest('li').remove();
  const line = event.target.closest('li');
  if (event.target.closest('[data-put]')) put(line.querySelector('[name^=alt]').value, line.dataset.feed);
});
strip.addEventListener('change', event => {
  const line = event.target.closest('li');
  if (!text) return;
  const feed = line.dataset.feed.slice(line.dataset.feed.indexOf('/media/'));
  const shown = new RegExp('!\\[[^\\]]*\\]\\(' + feed.replace(/[.]/g, '\\.') + '\\)\\n{0,2}');
  if (event.target.name === 'drop' && event.target.checked) {
    line.taken = shown.exec(text.value); // to be put back where it was, should its writer think again
    text.value = text.value.replace(shown, '');
  }
  else if (event.target.name === 'drop' && line.taken && !shown.test(text.value)) {
    const at = Math.min(line.taken.index, text.value.length);
    text.value = text.value.slice(0, at) + line.taken[0] + text.value.slice(at);
  }
  if (event.target.name === 'drop') text.dispatchEvent(new Event('input', { bubbles: true }));
  if (event.target.name.startsWith('alt')) {
    text.value = text.value.replace(shown, line => `![${event.target.value.replace(/[[\]\\]/g, '')}](${feed})` + line.match(/\n*$/)[0]);
  }
});
