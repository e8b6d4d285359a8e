import type { KeyboardEvent } from 'react';

const steps = 'input:not([type=file]):not([type=hidden]), select, textarea, button[data-step]';

/** Controls that the eye sees, in the order of the form. */
const shown = (form: HTMLElement): HTMLElement[] => [...form.querySelectorAll<HTMLElement>(steps)].filter((control) => control.checkVisibility() && !control.hasAttribute('disabled'));

/** Moves the focus to the control after this one. */
export function goOn(from: Element): void {
  const form = from.closest('form');
  if (form === null) return;
  const controls = shown(form);
  controls[controls.findIndex((control) => control === from) + 1]?.focus();
}

/** Enter goes on to the next control; Ctrl+Enter (or ⌘+Enter) registers from anywhere. Text areas keep their Enter. */
export function onFormKey(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter') return;
  const { target, currentTarget } = event;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    currentTarget.requestSubmit();
  } else if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) {
    event.preventDefault();
    goOn(target);
  }
}
