import { ACTION_KINDS } from '@weir/domain/actions/action-kind';
import type { Outcome } from '@weir/domain/jobs/job';
import type { AuditFilter } from '@weir/domain/audit/audit-record';

/** What the address of the page says; every part is text or absent. */
export interface AuditSearch {
  readonly q?: string | undefined;
  readonly who?: string | undefined;
  readonly action?: string | undefined;
  readonly result?: string | undefined;
  readonly stream?: string | undefined;
  readonly group?: string | undefined;
  readonly t?: string | undefined;
}

const HOUR_MS = 3_600_000;

export const SPANS = [
  { value: 'any', label: 'all', ms: null },
  { value: '1h', label: 'last hour', ms: HOUR_MS },
  { value: '24h', label: 'last 24 h', ms: 24 * HOUR_MS },
  { value: '7d', label: 'last 7 days', ms: 7 * 24 * HOUR_MS },
  { value: '30d', label: 'last 30 days', ms: 30 * 24 * HOUR_MS },
] as const;

export const RESULTS = [
  { value: 'any', label: 'any' },
  { value: 'done', label: 'done' },
  { value: 'partial', label: 'partly done' },
  { value: 'refused', label: 'refused' },
  { value: 'unknown', label: 'unsure' },
  { value: 'open', label: 'not over' },
] as const satisfies readonly { readonly value: Outcome | 'open' | 'any'; readonly label: string }[];

export const ACTION_WORD: Readonly<Record<string, string>> = {
  acknowledge: 'Acknowledge',
  'add-entry': 'Add entry',
  claim: 'Claim',
  'create-consumer': 'Create consumer',
  'create-group': 'Create group',
  'dead-letter': 'Dead-letter',
  'delete-entries': 'Delete',
  'delete-stream': 'Delete stream',
  'destroy-group': 'Destroy group',
  'move-group': 'Move position',
  redrive: 'Redrive',
  'remove-consumer': 'Remove consumer',
  replay: 'Replay',
  'resend-entry': 'Resend',
  restore: 'Restore',
  trim: 'Trim',
  undo: 'Undo',
} satisfies { readonly [K in (typeof ACTION_KINDS)[number]]: string };

export const ACTIONS = [
  { value: 'any', label: 'any' },
  ...ACTION_KINDS.map((kind) => ({ value: kind as string, label: ACTION_WORD[kind]?.toLowerCase() ?? kind })),
];

export function actionWord(action: string): string {
  return ACTION_WORD[action] ?? (action.charAt(0).toUpperCase() + action.slice(1)).replaceAll('-', ' ');
}

export function spanOf(search: AuditSearch): (typeof SPANS)[number] {
  return SPANS.find(({ value }) => value === search.t) ?? SPANS[0];
}

export function resultOf(search: AuditSearch): (typeof RESULTS)[number]['value'] {
  return RESULTS.find(({ value }) => value === search.result)?.value ?? 'any';
}

// The same question for a minute: a span that moved with every second would be asked anew with every second.
const STEP_MS = 60_000;

/** The filter the address asks for; what it leaves open is left out. `now` is the time of the machine Weir runs on. */
export function filterOf(conn: string, search: AuditSearch, now: number): AuditFilter {
  const { ms } = spanOf(search);
  const result = resultOf(search);
  return {
    connection: conn,
    ...given('text', search.q?.trim()),
    ...given('actor', search.who),
    ...given('action', search.action === 'any' ? '' : search.action),
    ...given('stream', search.stream),
    ...given('group', search.group),
    ...(result === 'any' ? {} : { outcome: result }),
    ...(ms === null ? {} : { from: Math.floor(now / STEP_MS) * STEP_MS - ms }),
  };
}

function given<Key extends 'text' | 'actor' | 'action' | 'stream' | 'group'>(
  key: Key,
  value: string | undefined,
): Partial<Record<Key, string>> {
  // Sound: one key, and a string for it.
  return value === undefined || value === '' ? {} : ({ [key]: value } as Record<Key, string>);
}

/** Is the list narrowed by anything? */
export function isFiltered(search: AuditSearch): boolean {
  return Object.keys(filterOf('', search, 0)).length > 1;
}

/** Where the same records are to be had as a file. */
export function exportHref(format: 'csv' | 'ndjson', filter: AuditFilter): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(filter)) params.set(key, String(value));
  return `/export/audit.${format}?${params.toString()}`;
}
