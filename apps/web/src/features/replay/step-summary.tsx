import { useZone } from '../../app/preferences.ts';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { redisClock } from '../../live/redis-clock.ts';
import { conditionWords } from './filter-param.ts';
import { momentWords } from './moment-text.ts';
import type { ReplayDraft, ReplayStep } from './replay-draft.ts';

interface StepSummaryProps {
  readonly step: ReplayStep;
  readonly draft: ReplayDraft;
}

/** What was chosen in a step that is folded. */
export function StepSummary({ step, draft }: StepSummaryProps) {
  switch (step) {
    case 'source':
      return <SourceSummary draft={draft} />;
    case 'filter':
      return draft.conditions.length === 0
        ? 'Every entry of the range'
        : draft.conditions.map(conditionWords).join(' · ');
    case 'target':
      return <TargetSummary draft={draft} />;
    case 'rate':
      return draft.rate === undefined ? 'No rate yet' : `At most ${formatCount(draft.rate)} entries a second`;
    case 'review':
      return '';
    default:
      return step satisfies never;
  }
}

function SourceSummary({ draft }: { readonly draft: ReplayDraft }) {
  const zone = useZone();
  const now = redisClock.now();
  if (draft.stream === '') return 'No stream yet';
  const end = (id: string | null, open: string) => (id === null ? open : momentWords(id, now, zone) || id);
  return (
    <>
      <Name text={draft.stream} />, {end(draft.from, 'the first entry')} to {end(draft.to, 'the last')}
    </>
  );
}

function TargetSummary({ draft }: { readonly draft: ReplayDraft }) {
  const { target } = draft;
  switch (target) {
    case 'rewind':
      return draft.group === null ? (
        'Same group, moved back'
      ) : (
        <>
          Move <Name text={draft.group} />
        </>
      );
    case 'new-group':
      return 'New group';
    case 'stream':
    case 'same-stream':
      return (
        <>
          Copy to {draft.into === '' ? 'another stream' : <Name text={draft.into} />}
          {target === 'same-stream' ? ', at its end' : draft.create ? ', created if needed' : ''}
          {draft.originField === null ? '' : `, original ID in ${draft.originField}`}
        </>
      );
    default:
      return target satisfies never;
  }
}

function Name({ text }: { readonly text: string }) {
  return (
    <span translate="no" className="name break-all text-text">
      {text}
    </span>
  );
}
