// Push notifications on this device: by choice, where the browser can; where it does not let them through, that is said.
const slot = document.querySelector('[data-push]');
const { push: key, csrf, failed } = slot.dataset;
const { reader } = document.documentElement.dataset;
const show = state =>
  slot.replaceChildren(document.querySelector(`template[data-push-state="${state}"]`).content.cloneNode(true));
const complain = text => {
  slot.querySelector('.note')?.remove();
  if (!text) return;
  const note = Object.assign(document.createElement('p'), { className: 'note', role: 'alert', textContent: text });
  slot.append(note);
};

const tell = async (method, query, body) => {
  const answer = await fetch('/push-subscriptions' + query, { method, body, headers: {
    'X-XSRF-TOKEN': csrf, 'Content-Type': 'application/json', 'Accept': 'application/json' } });
  if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).detail ?? document.body.dataset.failed);
};
// who signs in anew on this device goes on getting them, see phone.js
const forget = () => {
  try { for (const each of ['push', 'pushed']) localStorage.removeItem(each); }
  catch { /* nothing was remembered */ }
};
const remember = () => {
  forget();
  try { localStorage.push = reader; }
  catch { /* then the choice has to be made again */ }
};
const isRemembered = as => {
  try { return localStorage[as] === reader; }
  catch { return false; }
};

const manager = async () => (await navigator.serviceWorker.ready).pushManager;
const keyOf = subscription => btoa(String.fromCharCode(...new Uint8Array(subscription.options.applicationServerKey)))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const isKnown = subscription => !!subscription && [...document.querySelectorAll('[data-endpoint]')]
  .some(row => row.dataset.endpoint === subscription.endpoint);

const turnOn = async () => {
  const push = await manager();
  let subscription = await push.getSubscription();
  if (subscription && keyOf(subscription) !== key) {
    await subscription.unsubscribe();
    subscription = null;
  }
  subscription ??= await push.subscribe({ userVisibleOnly: true, applicationServerKey: key })
    .catch(() => { throw new Error(failed); });
  await tell('PUT', '', JSON.stringify(subscription));
  remember();
};
const turnOff = async () => {
  const subscription = await (await manager()).getSubscription();
  if (subscription) await tell('DELETE', '?endpoint=' + encodeURIComponent(subscription.endpoint));
  forget();
  await subscription?.unsubscribe();
};
const refresh = async () => {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.getElementById('devices').replaceWith(page.getElementById('devices'));
  document.querySelector('.choices').className = page.querySelector('.choices').className;
};

// what was ended elsewhere has ended here too; with a new sign-in, the choice that was made before goes on
const settle = async () => {
  if (isRemembered('pushed') && Notification.permission === 'granted') {
    await turnOn();
    await refresh();
  }
  const subscription = await (await manager()).getSubscription();
  if (isKnown(subscription)) return true;
  if (isRemembered('push')) {
    forget();
    await subscription?.unsubscribe();
  }
  return false;
};

const offer = async () => {
  if (Notification.permission === 'denied') return show('blocked');
  show('choice');
  const choice = slot.querySelector('input');
  choice.addEventListener('change', async () => {
    complain('');
    choice.disabled = true;
    const isOn = choice.checked;
    try {
      if (isOn && await Notification.requestPermission() !== 'granted') {
        choice.checked = false;
        if (Notification.permission === 'denied') return show('blocked');
      } else {
        await (isOn ? turnOn() : turnOff());
        // it is done, whether or not the list of devices tells so already
        await refresh().catch(() => {});
      }
    } catch (error) {
      choice.checked = !isOn;
      complain(error.name === 'Error' ? error.message : document.body.dataset.failed);
    }
    choice.disabled = false;
    choice.focus();
  });
  choice.checked = await settle() && Notification.permission === 'granted';
  choice.disabled = false;
};

if (navigator.serviceWorker && window.PushManager && window.Notification) offer().catch(() => complain(document.body.dataset.failed));
else show(navigator.standalone === false ? 'install' : 'unsupported');
