import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { currentPreferences } from '../app/preferences.ts';
import { type KeyCommand, type KeyReading, readKey } from './key-commands.ts';
import { parentOf } from './parent-of.ts';
import { moveRowFocus, snoozeFocusedRow, toggleFocusedRow } from './row-focus.ts';

interface PageKeys {
  readonly conn: string;
  readonly openPalette: () => void;
  readonly openKeys: () => void;
  readonly togglePause: () => void;
}

// A "g" that is not followed by anything is forgotten.
const HELD_MS = 1_200;

const SELECT_ALL = '[data-page-select-all]';

/**
 * The keys of every page. Pages take part by marking elements: data-page-search (field for /), data-row-link (j, k),
 * data-row-select (x, Shift X), data-page-select-all (⌘A), data-page-action (c, a, d, b), data-page-tabs (1…5), data-page-copy (Y), data-page-sort (R),
 * data-page-follow (F), data-row-snooze (S).
 */
export function usePageKeys(keys: PageKeys): void {
  const navigate = useNavigate();
  const router = useRouter();
  const latest = useRef<(command: KeyCommand) => void>(() => {});
  useEffect(() => {
    latest.current = (command) => {
      const { conn } = keys;
      switch (command) {
        case 'palette':
          return keys.openPalette();
        case 'keys':
          return keys.openKeys();
        case 'pause':
          return keys.togglePause();
        case 'triage':
          return void navigate({ to: '/c/$conn', params: { conn } });
        case 'streams':
          return void navigate({ to: '/c/$conn/streams', params: { conn } });
        case 'groups':
          return void navigate({ to: '/c/$conn/groups', params: { conn } });
        case 'dead-letters':
          return void navigate({ to: '/c/$conn/dead-letters', params: { conn } });
        case 'jobs':
          return void navigate({ to: '/c/$conn/jobs', params: { conn } });
        case 'alerts':
          return void navigate({ to: '/c/$conn/alerts', params: { conn } });
        case 'audit':
          return void navigate({ to: '/c/$conn/audit', params: { conn } });
        case 'up':
          return void navigate({ to: parentOf(router.state.location.pathname) });
        case 'next-row':
          return moveRowFocus(1);
        case 'previous-row':
          return moveRowFocus(-1);
        case 'select-row':
          return toggleFocusedRow(false);
        case 'select-range':
          return toggleFocusedRow(true);
        case 'select-all':
          return document.querySelector<HTMLElement>(SELECT_ALL)?.click();
        case 'claim':
        case 'acknowledge':
        case 'dead-letter':
        case 'redrive':
        case 'move':
          return document.querySelector<HTMLElement>(`[data-page-action=${command}]`)?.click();
        case 'snooze':
          return snoozeFocusedRow();
        case 'search':
          return document.querySelector<HTMLElement>('[data-page-search]')?.focus();
        case 'sort-now':
          return document.querySelector<HTMLElement>('[data-page-sort]')?.click();
        case 'follow':
          return document.querySelector<HTMLElement>('[data-page-follow]')?.click();
        case 'copy-name':
          return document.querySelector<HTMLElement>('[data-page-copy]')?.click();
        case 'copy-link':
          return void navigator.clipboard?.writeText(location.href);
        default:
          return tabLink(Number(command.slice(-1)))?.click();
      }
    };
  });
  useEffect(() => listenForKeys((command) => latest.current(command)), []);
}

function listenForKeys(run: (command: KeyCommand) => void): () => void {
  let held: KeyReading['held'] = '';
  let heldUntil = 0;
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = event.metaKey || event.ctrlKey;
    if (!command && (isTyping(event.target) || isOverlaid())) return;
    if (event.key.startsWith('Arrow') && isRow(event.target) && !command && !event.altKey) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        run(event.key === 'ArrowDown' ? 'next-row' : 'previous-row');
      }
      return;
    }
    if (event.key === ' ' && isControl(event.target)) return;
    // The whole list, where there is one to choose from; everywhere else it marks the text as ever.
    if (command && event.key.toLowerCase() === 'a') {
      if (isTyping(event.target) || isOverlaid() || document.querySelector(SELECT_ALL) === null) return;
      event.preventDefault();
      run('select-all');
      return;
    }
    const press = { key: event.key, command, alt: event.altKey, shift: event.shiftKey };
    const reading = readKey(press, Date.now() < heldUntil ? held : '', currentPreferences().letterKeys);
    held = reading.held;
    heldUntil = Date.now() + HELD_MS;
    if (reading.command === null) return;
    event.preventDefault();
    run(reading.command);
  };
  window.addEventListener('keydown', onKey);
  return () => {
    window.removeEventListener('keydown', onKey);
  };
}

function tabLink(number: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-page-tabs] > a:nth-of-type(${number})`);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=radio], [type=checkbox]), textarea, select'))
  );
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('button, summary, input, [role=slider], [role=button]');
}

function isRow(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('[data-row-link]');
}

// A letter typed into a dialog or menu is not meant for the page behind it.
function isOverlaid(): boolean {
  return document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null;
}
