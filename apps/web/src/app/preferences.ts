import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import type { Zone } from '../format/moment.ts';

export type Theme = 'system' | 'dark' | 'light';

// public/theme.js reads the same key before the first paint.
const KEY = 'weir:preferences';

const preferencesSchema = z.object({
  theme: z.enum(['system', 'dark', 'light']).catch('system'),
  zone: z.enum(['utc', 'local']).catch('utc'),
  /** Single letters as shortcuts; some speech input types them by accident. */
  letterKeys: z.boolean().catch(true),
});

export type Preferences = z.infer<typeof preferencesSchema>;

const listeners = new Set<() => void>();
let current = read();

function read(): Preferences {
  try {
    return preferencesSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return preferencesSchema.parse({});
  }
}

export function changePreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Storage is switched off: the choice holds until the page is closed.
  }
  showTheme();
  for (const listener of listeners) listener();
}

export function currentPreferences(): Preferences {
  return current;
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, currentPreferences);
}

const zone = () => current.zone;

export function useZone(): Zone {
  return useSyncExternalStore(subscribe, zone);
}

/** Keeps the page in the chosen theme, also when the system's changes. */
export function followTheme(): void {
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', showTheme);
  showTheme();
}

function showTheme(): void {
  const light =
    current.theme === 'light' || (current.theme === 'system' && matchMedia('(prefers-color-scheme: light)').matches);
  document.documentElement.dataset['theme'] = light ? 'light' : 'dark';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
