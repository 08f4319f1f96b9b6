import type { IncidentEnd } from '@weir/domain/alerts/alert-book';
import type { AlertRule, AlertSubject } from '@weir/domain/alerts/alert-rule';
import type { Incident } from '@weir/domain/alerts/incident';
import { ruleWords } from '@weir/domain/alerts/rule-words';
import type { Sentence } from '@weir/domain/wire/sentence';
import type { Happening } from '../events/event-writer.ts';

/** An alert that fires, in the timeline. */
export function firedEvent({ stream, group, severity, rule, openedAt }: Incident): Happening {
  return {
    at: openedAt,
    kind: 'alert',
    level: severity,
    title: [...subjectOf({ stream, group }), ' fires an alert'],
    detail: [rule],
    stream: stream ?? '',
    group: group ?? '',
  };
}

export function resolvedEvent(
  { rule, subject }: { readonly rule: AlertRule; readonly subject: AlertSubject },
  { closedAt, closedBecause }: IncidentEnd,
): Happening {
  return {
    at: closedAt,
    kind: 'alert',
    level: 'healthy',
    title: ['The alert on ', ...subjectOf(subject), closedBecause === '' ? ' is resolved' : ' is closed'],
    detail: [closedBecause === '' ? ruleWords(rule) : `because ${closedBecause}`],
    stream: subject.stream ?? '',
    group: subject.group ?? '',
  };
}

function subjectOf({ stream, group }: AlertSubject): Sentence {
  const name = group ?? stream;
  return name === null ? ['Redis'] : [{ name }];
}
