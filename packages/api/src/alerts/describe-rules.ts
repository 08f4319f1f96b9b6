import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import { type Channel, shownTarget } from '@weir/domain/alerts/channel';
import { ruleWords, subjectsWords } from '@weir/domain/alerts/rule-words';
import type { AlertRuleAnswer, AlertRulesAnswer, ChannelAnswer } from '@weir/domain/wire/alert-answers';
import { findWatch } from '../connections/find-watch.ts';
import type { AlertDesk } from './alert-desk.ts';
import { nowOf } from './alert-tools.ts';

const WEEK_MS = 7 * 86_400_000;

/** The rules of a connection, critical ones first, with how they stand; and the channels they can tell. */
export async function listRules(desk: AlertDesk, connection: string): Promise<AlertRulesAnswer> {
  const { book, watches } = desk.tools;
  const watch = findWatch(watches, connection);
  const rules = await book.alertRules(connection);
  const fired = await book.firedSince(connection, nowOf(watch) - WEEK_MS);
  const counts = countStanding(desk, connection);
  const items = rules.map((rule): AlertRuleAnswer => ({
    rule,
    words: ruleWords(rule),
    subjects: subjectsWords(rule.watched),
    ...(counts.get(rule.ruleId) ?? NONE),
    fired: fired[rule.ruleId] ?? 0,
  }));
  return {
    items: items.toSorted((a, b) => a.rule.severity.localeCompare(b.rule.severity) || a.words.localeCompare(b.words)),
    nextCursor: null,
    channels: await listChannels(desk),
    trouble: desk.trouble,
  };
}

export async function listChannels(desk: AlertDesk): Promise<readonly ChannelAnswer[]> {
  const { book } = desk.tools;
  const channels = await book.channels();
  return Promise.all(channels.map((channel) => describeChannel(desk, channel)));
}

/** A channel as anybody may see it: no address in full, no secret, no password. */
export async function describeChannel(desk: AlertDesk, channel: Channel): Promise<ChannelAnswer> {
  const { channelId, name, enabled, target, quiet } = channel;
  const [last] = await desk.tools.book.deliveriesTo(channelId, 1);
  return {
    channelId,
    name,
    enabled,
    kind: target.kind,
    to: shownTarget(target),
    quiet,
    email: emailOf(target),
    last: last === undefined ? null : { at: last.lastAt, state: last.state, trouble: last.trouble },
  };
}

function emailOf(target: Channel['target']): ChannelAnswer['email'] {
  if (target.kind !== 'email') return null;
  const { host, port, security, user, from, to } = target;
  return { host, port, security, user, from, to };
}

const NONE = { firing: 0, pending: 0, unknown: 0 };

function countStanding(desk: AlertDesk, connection: string): ReadonlyMap<AlertRule['ruleId'], typeof NONE> {
  const counts = new Map<string, typeof NONE>();
  for (const { rule, state } of desk.standing(connection)) {
    const count = counts.get(rule.ruleId) ?? { ...NONE };
    count[state.is] += 1;
    if (state.unknownSince !== null) count.unknown += 1;
    counts.set(rule.ruleId, count);
  }
  return counts;
}
