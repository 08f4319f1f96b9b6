import { alertMessage, messageTitle } from '@weir/domain/alerts/alert-message';
import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import type { Channel, ChannelKind } from '@weir/domain/alerts/channel';
import type { Attempt } from '@weir/domain/alerts/delivery';
import type { Incident } from '@weir/domain/alerts/incident';
import { type Rendered, renderMessage } from '@weir/domain/alerts/render-message';
import { conditionWords, ruleWords } from '@weir/domain/alerts/rule-words';
import type { ChannelTestAnswer, PreviewAnswer } from '@weir/domain/wire/alert-answers';
import { findWatch } from '../connections/find-watch.ts';
import type { Watch } from '../observe/watch.ts';
import type { AlertDesk } from './alert-desk.ts';
import { nowOf } from './alert-tools.ts';
import { subjectsOf } from './subjects-of.ts';
import { attempted } from './tell.ts';

/**
 * The message a rule would send if it fired now, made by what makes the real ones: about a subject that meets the
 * condition if there is one, otherwise about the first it looks at, as it is.
 */
export async function previewMessage(desk: AlertDesk, rule: AlertRule, kind: ChannelKind): Promise<PreviewAnswer> {
  const watch = findWatch(desk.tools.watches, rule.connection);
  const at = nowOf(watch);
  const message = alertMessage({
    kind: 'fired',
    connection: { id: watch.id, name: watch.name },
    incidents: [await sampleIncident(watch, rule, at)],
    origin: desk.tools.origin(),
    at,
  });
  return { title: messageTitle(message), message: renderMessage(message, kind) };
}

type Sample = Pick<Incident, 'stream' | 'group' | 'finding' | 'detail'>;

// Enough to find one that is in trouble where many are; the rest look the same.
const LOOKED_AT = 5_000;

async function sampleIncident(watch: Watch, rule: AlertRule, at: number): Promise<Incident> {
  const slice = watch.board.newSlice();
  let sample: Sample | undefined;
  let looked = 0;
  for (const seen of subjectsOf(watch, rule.watched)) {
    const sight = seen.sight();
    const met = sight.known && sight.met;
    if (met || sample === undefined) sample = { ...seen.subject, finding: seen.finding(), detail: seen.detail() };
    looked += 1;
    if (met || looked >= LOOKED_AT) break;
    if (slice.isOver()) await slice.breathe();
  }
  const nobody = { stream: null, group: null, finding: conditionWords(rule.watched), detail: '' };
  return incidentOf(watch, rule.severity, ruleWords(rule), rule.ruleId, sample ?? nobody, at);
}

/** Sends a message marked as a test, once, and says what came of it. */
export async function testChannel(
  desk: AlertDesk,
  connection: string,
  { target }: Pick<Channel, 'target'>,
): Promise<ChannelTestAnswer> {
  const { tools } = desk;
  const watch = findWatch(tools.watches, connection);
  const at = nowOf(watch);
  const subject = { stream: null, group: null, finding: 'Weir can send to this channel', detail: '' };
  const message = alertMessage({
    kind: 'test',
    connection: { id: watch.id, name: watch.name },
    incidents: [incidentOf(watch, 'warning', 'A test, sent by hand', 'test', subject, at)],
    origin: tools.origin(),
    at,
  });
  const rendered: Rendered = renderMessage(message, target.kind);
  const attempt: Attempt = await attempted(tools, () => tools.send(target, rendered, `test.${tools.newId()}`));
  return { ok: attempt.ok, sentence: attempt.ok ? '' : attempt.sentence, sent: rendered };
}

function incidentOf(
  watch: Watch,
  severity: AlertRule['severity'],
  rule: string,
  ruleId: string,
  subject: Sample,
  at: number,
): Incident {
  return {
    ...subject,
    incidentId: 'example',
    ruleId,
    connection: watch.id,
    severity,
    rule,
    openedAt: at,
    closedAt: null,
    closedBecause: '',
  };
}
