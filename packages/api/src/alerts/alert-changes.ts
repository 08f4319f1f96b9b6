import type { Recorded } from '@weir/domain/alerts/alert-book';
import { type AlertRule, type AlertSubject, THE_CONNECTION } from '@weir/domain/alerts/alert-rule';
import { type Channel, completed, type QuietHours, shownTarget, type TargetInput } from '@weir/domain/alerts/channel';
import type { Snooze } from '@weir/domain/alerts/incident';
import { roundDuration, ruleWords, subjectsWords } from '@weir/domain/alerts/rule-words';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Visitor } from '../access/visitor.ts';
import { findWatch } from '../connections/find-watch.ts';
import { findGroup } from '../observe/board.ts';
import { type AlertDesk, ruleById } from './alert-desk.ts';
import { nowOf } from './alert-tools.ts';

/** Who changes something, from where and why: what its record says. */
export interface Author {
  readonly visitor: Visitor;
  readonly origin: string;
  readonly reason: string;
}

const MOST_RULES = 500;
const MOST_CHANNELS = 50;
const SHORTEST_SNOOZE_MS = 60_000;
const LONGEST_SNOOZE_MS = 30 * 86_400_000;

export async function saveRule(desk: AlertDesk, rule: AlertRule, author: Author): Promise<AlertRule> {
  const { book, watches, newId } = desk.tools;
  findWatch(watches, rule.connection);
  const rules = await book.alertRules();
  const before = rule.ruleId === '' ? undefined : ruleById(rules, rule.ruleId);
  if (before !== undefined && before.connection !== rule.connection)
    throw new ConsoleError('bad-input', 'A rule stays with its connection: make a new one for the other.');
  if (before === undefined && rules.length >= MOST_RULES)
    throw new ConsoleError('refused', `There are ${MOST_RULES} rules already: remove one first.`);
  const known = new Set((await book.channels()).map(({ channelId }) => channelId));
  // A channel that was removed falls out of a rule when the rule is saved.
  const saved = {
    ...rule,
    ruleId: before?.ruleId ?? `rule-${newId()}`,
    channels: rule.channels.filter((id) => known.has(id)),
  };
  const what = `${before === undefined ? 'Added' : 'Changed'} the alert rule “${ruleWords(saved)}” on ${subjectsWords(saved.watched)}`;
  const record = recordOf(desk, author, {
    action: 'save-alert-rule',
    connection: rule.connection,
    subject: THE_CONNECTION,
    what,
    detail: { before: before ?? null, after: saved },
  });
  await book.saveAlertRule(saved, record);
  return saved;
}

export async function removeRule(desk: AlertDesk, ruleId: string, author: Author): Promise<void> {
  const { book } = desk.tools;
  const rule = ruleById(await book.alertRules(), ruleId);
  const record = recordOf(desk, author, {
    action: 'remove-alert-rule',
    connection: rule.connection,
    subject: THE_CONNECTION,
    what: `Removed the alert rule “${ruleWords(rule)}”`,
    detail: { before: rule, after: null },
  });
  await book.removeAlertRule(ruleId, record);
}

export interface ChannelInput {
  readonly connection: string;
  /** '' = a new one. */
  readonly channelId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly target: TargetInput;
  readonly quiet: QuietHours | null;
}

/** The channel that a form means, its secrets filled in from what is kept. */
export async function channelOf(desk: AlertDesk, input: ChannelInput): Promise<Channel> {
  const { channelId, name, enabled, target, quiet } = input;
  const channels = await desk.tools.book.channels();
  const before = channels.find((channel) => channel.channelId === channelId);
  if (channelId !== '' && before === undefined)
    throw new ConsoleError('not-found', 'There is no channel of that name.');
  const whole = completed(target, before?.target);
  if (whole === undefined)
    throw new ConsoleError('bad-input', 'Say where to send: an address, or a secret, is missing.');
  return { channelId, name: name.trim(), enabled, target: whole, quiet };
}

export async function saveChannel(desk: AlertDesk, input: ChannelInput, author: Author): Promise<Channel> {
  const { book, newId } = desk.tools;
  const channel = await channelOf(desk, input);
  const channels = await book.channels();
  const before = channels.find(({ channelId }) => channelId === channel.channelId);
  if (before === undefined && channels.length >= MOST_CHANNELS)
    throw new ConsoleError('refused', `There are ${MOST_CHANNELS} channels already: remove one first.`);
  if (channels.some(({ name, channelId }) => name === channel.name && channelId !== channel.channelId))
    throw new ConsoleError('bad-input', 'There is a channel of that name already.');
  const saved = { ...channel, channelId: before?.channelId ?? `channel-${newId()}` };
  const record = recordOf(desk, author, {
    action: 'save-channel',
    connection: input.connection,
    subject: THE_CONNECTION,
    what: `${before === undefined ? 'Added' : 'Changed'} the channel ${saved.name} to ${shownTarget(saved.target)}`,
    detail: { before: before === undefined ? null : withoutSecrets(before), after: withoutSecrets(saved) },
  });
  await book.saveChannel(saved, record);
  return saved;
}

export async function removeChannel(desk: AlertDesk, connection: string, id: string, author: Author): Promise<void> {
  const { book } = desk.tools;
  const channel = (await book.channels()).find(({ channelId }) => channelId === id);
  if (channel === undefined) throw new ConsoleError('not-found', 'There is no channel of that name.');
  const record = recordOf(desk, author, {
    action: 'remove-channel',
    connection,
    subject: THE_CONNECTION,
    what: `Removed the channel ${channel.name}`,
    detail: { before: withoutSecrets(channel), after: null },
  });
  await book.removeChannel(id, record);
}

export interface SnoozeInput {
  readonly connection: string;
  readonly incidentId: string | null;
  readonly stream: string | null;
  readonly group: string | null;
  /** Until then, or for so long; one of the two. */
  readonly until?: number | undefined;
  readonly forMs?: number | undefined;
}

export async function snooze(desk: AlertDesk, input: SnoozeInput, author: Author): Promise<Snooze> {
  const { book, watches, newId } = desk.tools;
  const watch = findWatch(watches, input.connection);
  const now = nowOf(watch);
  const lasts = lengthOf(input, now);
  const incident = input.incidentId === null ? undefined : await book.incident(input.incidentId);
  if (input.incidentId !== null && incident?.connection !== input.connection)
    throw new ConsoleError('not-found', 'There is no incident of that name.');
  if (incident?.closedAt != null)
    throw new ConsoleError('refused', 'This incident is over: there is nothing to snooze.');
  if (incident === undefined && (input.stream === null || input.group === null))
    throw new ConsoleError('bad-input', 'Name an incident, or a stream and a group.');
  const { connection, incidentId } = input;
  const { stream, group } = incident ?? input;
  if (incident === undefined && findGroup(watch.board, stream ?? '', group ?? '') === undefined)
    throw new ConsoleError('not-found', 'There is no group of that name on that stream.');
  const saved: Snooze = {
    connection,
    incidentId,
    stream,
    group,
    until: now + lasts,
    snoozeId: `snooze-${newId()}`,
    from: now,
    by: author.visitor.actor,
    reason: author.reason,
  };
  const record = recordOf(desk, author, {
    action: 'snooze',
    connection: input.connection,
    subject: { stream, group },
    what: `Snoozed ${incident === undefined ? `${group} on ${stream}` : `“${incident.finding}”`} for ${roundDuration(lasts)}`,
    detail: { snooze: saved },
  });
  await book.saveSnooze(saved, record);
  return saved;
}

/** How long a snooze lasts, in ms. */
function lengthOf({ until, forMs }: SnoozeInput, now: number): number {
  if ((until === undefined) === (forMs === undefined))
    throw new ConsoleError('bad-input', 'Say until when a snooze lasts, or for how long.');
  const lasts = forMs ?? (until ?? now) - now;
  if (lasts <= 0) throw new ConsoleError('bad-input', 'A snooze ends in the future.');
  if (lasts < SHORTEST_SNOOZE_MS) throw new ConsoleError('bad-input', 'A snooze is at least a minute long.');
  if (lasts > LONGEST_SNOOZE_MS)
    throw new ConsoleError(
      'bad-input',
      'A snooze is at most 30 days long: what is to be silent for good is a rule to change.',
    );
  return lasts;
}

export async function wake(desk: AlertDesk, connection: string, snoozeId: string, author: Author): Promise<void> {
  const { book, watches } = desk.tools;
  const now = nowOf(findWatch(watches, connection));
  const found = (await book.snoozes(now)).find((one) => one.snoozeId === snoozeId && one.connection === connection);
  if (found === undefined) throw new ConsoleError('not-found', 'There is no snooze of that name, or it has ended.');
  const record = recordOf(desk, author, {
    action: 'end-snooze',
    connection,
    subject: found,
    what: `Ended the snooze of ${found.incidentId === null ? `${found.group} on ${found.stream}` : 'an incident'}`,
    detail: { snooze: found },
  });
  await book.endSnooze(snoozeId, now, record);
}

interface Change {
  readonly action: string;
  readonly connection: string;
  readonly subject: AlertSubject;
  readonly what: string;
  readonly detail: unknown;
}

/** Beginning and end in one: what is recorded here is done in the same write, or neither is there. */
function recordOf({ tools }: AlertDesk, { visitor, origin, reason }: Author, change: Change): Recorded {
  const at = tools.here();
  const auditId = tools.newId();
  const { action, connection, subject, what, detail } = change;
  return [
    {
      type: 'begun',
      body: {
        at,
        auditId,
        actor: visitor.actor,
        role: visitor.role,
        origin,
        action,
        connection,
        stream: subject.stream ?? '',
        group: subject.group,
        reason: reason.trim(),
        planId: '',
        fingerprint: '',
        jobId: null,
        what,
        commands: [],
        detail,
      },
    },
    { type: 'ended', body: { at, auditId, outcome: 'done', done: 1, skipped: 0, summary: `${what}.`, detail: null } },
  ];
}

function withoutSecrets({ target, ...channel }: Channel): unknown {
  return { ...channel, kind: target.kind, to: shownTarget(target) };
}
