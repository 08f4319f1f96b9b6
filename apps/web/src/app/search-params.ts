import { z } from 'zod';
import { dialogSearch } from '../features/actions/parts/dialog-address.ts';

/** Every search param is a string on the way in and out, so "?q=12" stays the text that was typed. */
export function parseSearch(search: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(search)) found[key] ??= value;
  return found;
}

/** Empty and absent params are left out; order is that of the object. */
export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') params.set(key, value);
    else if (typeof value === 'number' || typeof value === 'boolean') params.set(key, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** A param that is text or absent, whatever the address bar says. */
const text = z.string().optional().catch(undefined);

/** `do` is the open dialog, on that group; `at` is the moment shown, absent = now, see past-moment.ts. */
export const triageSearch = z.object({ do: text, stream: text, group: text, at: text });
export const listSearch = z.object({ q: text, sort: text, status: text, at: text });
export const signInSearch = z.object({ to: text });

/** `from`/`to` are ids, `entry` the opened one, `t` what charts show, `page` a cursor, `tail` follows. */
export const streamSearch = dialogSearch.extend({
  from: text,
  to: text,
  dir: text,
  entry: text,
  page: text,
  q: text,
  t: text,
  tail: text,
  /** Narrows what happened. */
  kind: text,
});

/**
 * `idle` is a range such as "45m..", `deliveries` one such as "5..". `rule` is a health rule being put together, `on` which
 * groups it is for, `onStream` and `onGroup` its patterns.
 */
export const groupSearch = dialogSearch.extend({
  consumer: text,
  idle: text,
  deliveries: text,
  from: text,
  to: text,
  sort: text,
  entry: text,
  page: text,
  q: text,
  t: text,
  rule: text,
  on: text,
  onStream: text,
  onGroup: text,
  /** Narrows what happened. */
  kind: text,
});

/** `do` is the open dialog; `job` the one an undo, or its result, is about. */
export const jobSearch = dialogSearch.pick({ do: true, set: true, job: true });

/** `result` narrows the finished ones. */
export const jobsSearch = z.object({ result: text });

/** `does` is the kind of a new policy. */
export const policySearch = z.object({ does: text });

/** `stream` is the one that is listed; `origin`, `group` and `error` narrow it, `none` names those that are not given. */
export const lettersSearch = dialogSearch.extend({
  stream: text,
  origin: text,
  group: text,
  error: text,
  none: text,
  q: text,
  page: text,
  entry: text,
});

/** `plans` are those of a request that was begun, for its report. What was searched for is never here. */
export const privacySearch = z.object({ plans: text });

/** The replay that is being put together; replay-draft.ts says what each part means. `set` is the plan on the server. */
export const replaySearch = z.object({
  stream: text,
  from: text,
  to: text,
  f: text,
  target: text,
  into: text,
  create: text,
  mark: text,
  origin: text,
  group: text,
  rate: text,
  again: text,
  step: text,
  set: text,
  do: text,
  at: text,
  name: text,
  job: text,
});

/**
 * `rule` and `channel` are the opened ones ("new" = one to be made), `tried` is how far back the rule is tried, `do` the
 * open dialog of `incident`.
 */
export const alertsSearch = z.object({ tab: text, rule: text, tried: text, channel: text, do: text, incident: text });

/** `t` is how far back. */
export const auditSearch = z.object({
  q: text,
  who: text,
  action: text,
  result: text,
  stream: text,
  group: text,
  t: text,
});
