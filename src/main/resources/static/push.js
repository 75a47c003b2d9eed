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
  if (!answer.ok) throw new Error((await answer.json()).detail);
};
// who signs in anew on this device goes on getting them, see phone.js
const remember = () => {
  try { localStorage.push = reader; }
  catch { /* then the choice has to be made again */ }
};
const forget = () => {
  try { localStorage.removeItem('push'); }
  catch { /* nothing was remembered */ }
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
  subscription ??= await push.subscribe({ userVisibleOnly: true, applicationServerKey: key });
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
        await refresh();
      }
    } catch (error) {
      choice.checked = !isOn;
      complain(error.name === 'Error' ? error.message : failed);
    }
    choice.disabled = false;
    choice.focus();
  });
  choice.checked = Notification.permission === 'granted' && isKnown(await (await manager()).getSubscription());
  choice.disabled = false;
};

if (navigator.serviceWorker && window.PushManager && window.Notification) offer().catch(() => complain(failed));
else show(navigator.standalone === false ? 'install' : 'unsupported');
