// What one does with a message of a room: by the tools beside it, by keys, and by a swipe on a phone. chat.js does it.
const line = document.querySelector('.rooms .line');
const tools = document.getElementById('acts').content.firstElementChild.cloneNode(true);
const field = document.querySelector('form.say textarea');
const all = () => [...line.querySelectorAll('.message[data-id]')];
const of = target => target.closest?.('.message[data-id]');
const isGone = said => !!said.querySelector('.text.quiet');
const act = (name, said) => {
  if (name === 'delete' && !confirm(tools.querySelector('[data-act=delete]').dataset.ask)) return false;
  document.dispatchEvent(new CustomEvent('chat-act', { detail: { act: name, said } }));
  return true;
};

// --- the tools, which are once on the page and go to the message that one looks at

const show = said => {
  if (!said || isGone(said) || !said.dataset.id) return tools.remove();
  if (tools.parentElement === said) return;
  const own = said.classList.contains('own'), mayEdit = !!field && said.dataset.body !== undefined;
  tools.querySelector('[data-act=answer]').hidden = !field;
  tools.querySelector('[data-act=edit]').hidden = !mayEdit;
  tools.querySelector('[data-act=delete]').hidden = !mayEdit;
  const report = tools.querySelector('a');
  report.hidden = own;
  report.href = '/report?target=message:' + said.dataset.id;
  said.append(tools);
};
line.addEventListener('pointerover', event => event.pointerType === 'mouse' && show(of(event.target)));
line.addEventListener('pointerleave', event => {
  if (event.pointerType === 'mouse' && !tools.contains(document.activeElement)) tools.remove();
});
line.addEventListener('focusin', event => event.target.matches(':focus-visible') && show(of(event.target)));
line.addEventListener('focusout', event => line.contains(event.relatedTarget) || tools.matches(':hover') || tools.remove());
// a finger has no place to rest above one
document.addEventListener('click', event => event.target.closest('.rooms .line') || tools.remove());
line.addEventListener('click', event => {
  const button = event.target.closest('.acts [data-act]');
  if (button) {
    const said = of(button);
    tools.remove();
    const isDone = act(button.dataset.act, said);
    if (button.dataset.act !== 'delete') return;
    // the button that had the focus is gone
    focus(said);
    if (isDone) tools.remove();
    return;
  }
  if (event.pointerType !== 'touch' || event.target.closest('a, button')) return;
  tools.isConnected && tools.parentElement === of(event.target) ? tools.remove() : show(of(event.target));
});

// --- keys: from one message to the next, and what is done with it

const focus = said => {
  if (!said) return;
  line.querySelectorAll('.message[tabindex="0"]').forEach(each => each.tabIndex = -1);
  said.tabIndex = 0;
  said.focus({ preventScroll: true });
  said.scrollIntoView({ block: 'nearest' });
};
line.addEventListener('keydown', event => {
  const said = event.target;
  if (!said.matches('.message[data-id]') || event.ctrlKey || event.metaKey || event.altKey) return;
  const done = {
    ArrowUp: () => focus(all()[all().indexOf(said) - 1]),
    ArrowDown: () => focus(all()[all().indexOf(said) + 1]),
    Home: () => focus(all()[0]),
    End: () => focus(all().at(-1)),
    Escape: () => field?.focus(),
    r: () => isGone(said) || act('answer', said),
    e: () => said.dataset.body !== undefined && act('edit', said),
    Delete: () => said.dataset.body !== undefined && act('delete', said),
  }[event.code === 'KeyR' ? 'r' : event.code === 'KeyE' ? 'e' : event.key];
  if (!done) return;
  event.preventDefault();
  event.stopPropagation();
  done();
});

// --- a swipe to the left answers; up and down the finger scrolls

const ENOUGH = 56;
let swipe = null;
const rest = () => {
  swipe?.said.classList.remove('swiped', 'enough');
  swipe?.said.style.removeProperty('--swipe');
  swipe = null;
};
if (field) {
  line.addEventListener('pointerdown', event => {
    const said = of(event.target);
    rest();
    if (event.pointerType === 'touch' && event.isPrimary && said && !isGone(said)) {
      swipe = { said, x: event.clientX, y: event.clientY, id: event.pointerId, on: false };
    }
  });
  line.addEventListener('pointermove', event => {
    if (swipe?.id !== event.pointerId) return;
    const x = event.clientX - swipe.x, y = event.clientY - swipe.y;
    if (!swipe.on) {
      if (Math.abs(y) > 10 && Math.abs(y) > Math.abs(x) || x > 10) return rest();
      if (x > -10) return;
      swipe.on = true;
      swipe.said.setPointerCapture(swipe.id);
      swipe.said.classList.add('swiped');
    }
    if (Math.abs(y) > 60) return rest();
    const far = Math.min(72, Math.max(0, -x));
    const enough = far >= ENOUGH;
    if (enough && !swipe.said.classList.contains('enough')) navigator.vibrate?.(8);
    swipe.said.classList.toggle('enough', enough);
    swipe.said.style.setProperty('--swipe', -far + 'px');
  });
  line.addEventListener('pointerup', () => {
    const { said } = swipe ?? {};
    const enough = said?.classList.contains('enough');
    rest();
    if (enough) act('answer', said);
  });
  line.addEventListener('pointercancel', rest);
}
