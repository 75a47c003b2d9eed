// What makes the pages more pleasant where there is script; each of them works without.

// a menu closes with a key
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') document.querySelectorAll('details.menu[open]').forEach(menu => {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector('summary').focus();
  });
});

// a menu closes when one looks elsewhere
document.addEventListener('click', event => {
  document.querySelectorAll('details.menu[open]').forEach(menu => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

// suggested tags are taken by a click
document.addEventListener('click', event => {
  const idea = event.target.closest('[data-tag]');
  const field = document.getElementById('tags');
  if (!idea || !field) return;
  field.value = field.value.trim() ? field.value.replace(/[,\s]*$/, '') + ', ' + idea.dataset.tag : idea.dataset.tag;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  idea.remove();
});

// a long secret is copied rather than typed, where the browser lets a page do so
document.querySelectorAll('[data-copy]').forEach(button => {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
  });
});

// of many tabs on a narrow screen, the current one is in view
const here = document.querySelector('.tabs [aria-current]');
if (here) here.parentElement.scrollLeft = here.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;

// passkeys: the browser makes and uses them, the server only asks
const send = async (path, button, body) => {
  const answer = await fetch(path, { method: 'POST', body, headers: {
    'X-XSRF-TOKEN': button.dataset.csrf, 'Content-Type': 'application/json', 'Accept': 'application/json' } });
  if (!answer.ok) throw new Error((await answer.json()).detail);
  return answer;
};
const passkeys = {
  async new(button) {
    const options = PublicKeyCredential.parseCreationOptionsFromJSON(await (await send('/passkeys/new', button)).json());
    const credential = await navigator.credentials.create({ publicKey: options });
    const name = document.getElementById('passkey-name').value;
    await send('/passkeys?name=' + encodeURIComponent(name), button, JSON.stringify(credential.toJSON()));
    location.href = '/settings/account?said=saved';
  },
  async 'sign-in'(button) {
    const options = PublicKeyCredential.parseRequestOptionsFromJSON(await (await send('/passkeys/ask', button)).json());
    const credential = await navigator.credentials.get({ publicKey: options });
    await send('/passkeys/sign-in', button, JSON.stringify(credential.toJSON()));
    const back = new URL(button.dataset.back, location.origin);
    location.href = back.origin === location.origin ? back.href : '/';
  },
};
document.querySelectorAll('[data-passkey]').forEach(button => {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    button.parentElement.querySelectorAll('[data-needs-script]').forEach(element => element.hidden = true);
    return;
  }
  button.addEventListener('click', async () => {
    button.disabled = true;
    try { await passkeys[button.dataset.passkey](button); }
    catch (error) {
      const note = button.parentElement.querySelector('.note') || button.insertAdjacentElement('afterend', document.createElement('p'));
      note.className = 'note';
      note.setAttribute('role', 'alert');
      note.textContent = error.name === 'Error' ? error.message : button.dataset.failed;
    }
    button.disabled = false;
  });
});

// how long a post or an item was before the eyes of a member who is signed in: only while it is visible, and told when it is left
const looked = document.querySelector('[data-subject]');
const secret = document.querySelector('form[action="/logout"] [name=_csrf]')?.value;
if (looked && secret) {
  const tell = signal => fetch('/signals', { method: 'POST', keepalive: true, body: JSON.stringify([signal]),
    headers: { 'X-XSRF-TOKEN': secret, 'Content-Type': 'application/json' } }).catch(() => {});
  const target = looked.dataset.subject;
  let since = document.visibilityState === 'visible' ? performance.now() : null, opened = false;
  const open = () => {
    if (opened || document.visibilityState !== 'visible') return;
    opened = true;
    tell({ target, kind: 'open' });
  };
  const leave = () => {
    const seconds = since === null ? 0 : Math.round((performance.now() - since) / 1000);
    since = null;
    if (seconds > 0) tell({ target, kind: 'dwell', seconds: Math.min(seconds, 600) });
  };
  setTimeout(open, 1000);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave();
    else { since = performance.now(); open(); }
  });
  addEventListener('pagehide', leave);
}
