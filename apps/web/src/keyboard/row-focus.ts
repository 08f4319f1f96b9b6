/** Moves the focus to the next or previous row of the page's list; the first visible one when none has it. */
export function moveRowFocus(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row-link]')].filter(
    (row) => row.offsetParent !== null,
  );
  // Virtual rows stand in the order they were made; on screen they follow their position.
  const inOrder = rows.toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  const current = focusedRow();
  const at = current === null ? -1 : inOrder.findIndex((row) => current.contains(row));
  const next = at === -1 ? inOrder.find((row) => row.getBoundingClientRect().top > 48) : inOrder[at + step];
  if (next === undefined) return;
  next.focus({ preventScroll: true });
  next.closest('[data-row]')?.scrollIntoView({ block: 'nearest' });
}

/** Selects the row that has the focus, or takes it back, where the list has boxes for that. */
export function toggleFocusedRow(range: boolean): void {
  const box = focusedRow()?.querySelector('[data-row-select]');
  box?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: range }));
}

function focusedRow(): Element | null {
  return document.activeElement?.closest('[data-row]') ?? null;
}

/** Opens the snooze of the row that has the focus, or the only one of the page. */
export function snoozeFocusedRow(): void {
  const all = document.querySelectorAll<HTMLElement>('[data-row-snooze]');
  const one = focusedRow()?.querySelector<HTMLElement>('[data-row-snooze]') ?? (all.length === 1 ? all[0] : undefined);
  one?.click();
}
