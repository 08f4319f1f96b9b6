import type { Finding } from '@weir/domain/health/judgement';
import { samplesUsed } from '@weir/domain/health/samples-used';
import { type SuggestedAction, suggestedAction } from '@weir/domain/health/suggested-action';
import type { GroupDetail } from '@weir/domain/wire/answers';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { diagnose } from '../observe/observe-group.ts';
import { habitsOf } from '../observe/sampler.ts';
import type { Watch } from '../observe/watch.ts';
import { knownGroup } from '../streams/known-stream.ts';
import { groupAnswer, roundedRates } from './group-answer.ts';

/** One group with everything the rules found, those ruled out too. */
export function describeGroup(watch: Watch, request: { readonly stream: string; readonly group: string }): GroupDetail {
  const { group, stream } = knownGroup(watch, request.stream, request.group);
  const at = watch.board.polledAt ?? group.judgedAt;
  return {
    ...groupAnswer(group, at),
    sentence: group.judgement.sentence,
    diagnosis: diagnose(group, stream.observation, habitsOf(watch.gateway.watcher)).findings.map((finding) => ({
      ...finding,
      samples: samplesUsed(finding.rule, group.ring, group.limits, group.judgedAt),
      action: actionOf(finding),
      evidence: plainSentence(finding.evidence, at),
      evidenceParts: finding.evidence,
    })),
    rates: roundedRates(group.rates),
    checkedAt: group.judgedAt,
  };
}

function actionOf({ rule, verdict, subject }: Finding): SuggestedAction | undefined {
  if (verdict !== 'fired') return undefined;
  return suggestedAction(rule, subject?.consumer ?? subject?.entryId ?? '');
}
