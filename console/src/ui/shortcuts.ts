/// Keys that act by themselves, outside of fields. They can be turned off, since speech input and
/// trembling hands press them by accident (WCAG 2.2, 2.1.4).
const KEPT = "groundswell.keys";
const OFF = "off";

export function singleKeysAct(): boolean {
  try {
    return localStorage.getItem(KEPT) !== OFF;
  } catch {
    return true;
  }
}

export function letSingleKeysAct(act: boolean): void {
  try {
    if (act) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, OFF);
  } catch {
    // Without storage they act in each new page.
  }
}

const TAKERS = "input, textarea, select, dialog, [contenteditable]";

/// Whether a key belongs to what has the focus: a field, or an open dialog.
export function isTaken(event: KeyboardEvent): boolean {
  const isOfBrowser = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey;
  return isOfBrowser || (event.target instanceof Element && event.target.closest(TAKERS) !== null);
}

/// What is in a table or list of the view, in its order.
const ITEMS = "main .title-link";
const FILTERS = "main .filters :is(input, select), main input[type='search']";

/// Moves the focus to the next item of the view, or the one before; at the ends it stays.
export function moveToItem(by: 1 | -1): void {
  const items = [...document.querySelectorAll<HTMLElement>(ITEMS)];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 ? items[0] : items[Math.min(items.length - 1, Math.max(0, at + by))];
  next?.focus();
}

/// Moves the focus to the view's first filter.
export function moveToFilter(): void {
  document.querySelector<HTMLElement>(FILTERS)?.focus();
}
