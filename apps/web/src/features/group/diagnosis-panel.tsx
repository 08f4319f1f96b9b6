import { useQuery } from '@tanstack/react-query';
import { suggestedAction } from '@weir/domain/health/suggested-action';
import type { DiagnosisRow, GroupDetail } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useTRPC } from '../../app/trpc.ts';
import { LEVEL_TEXT, STATUS_WORD } from '../../format/status-words.ts';
import { Age } from '../../ui/age.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { SentenceText } from '../../ui/sentence.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { DeadLetterButton } from '../actions/dead-letter-button.tsx';
import { GroupSnooze } from '../alerts/group-snooze.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { diagnosisParts, isTroubled, splitSentence, subjectSearch, unbolded, verdictShape } from './group-view.ts';
import { SamplesLine } from './samples-line.tsx';
import { SuggestedStep } from './suggested-step.tsx';

interface DiagnosisPanelProps {
  readonly conn: string;
  readonly row: GroupRow;
}

const EDGE = { critical: 'border-crit/40', warning: 'border-warn/40' } as const;

/** What is wrong with the group, and what was ruled out, each with its evidence. */
export function DiagnosisPanel({ conn, row }: DiagnosisPanelProps) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.groups.get.queryOptions(
      { connection: conn, stream: row.stream, group: row.group },
      { refetchInterval: 3_000 },
    ),
  );
  const edge = row.level === 'critical' || row.level === 'warning' ? EDGE[row.level] : 'border-line-subtle';
  return (
    <section
      aria-label="Diagnosis"
      className={`edge grid rounded-panel border bg-panel shadow-panel md:grid-cols-2 ${edge}`}
    >
      <Statement conn={conn} row={row} detail={query.data} />
      <div className="drains border-line-subtle max-md:border-t md:border-l">
        {query.data !== undefined ? (
          <Causes detail={query.data} />
        ) : query.isError ? (
          <PanelTrouble tried="Reading the diagnosis" query={query} />
        ) : (
          <div className="flex flex-col gap-2 p-4">
            <Skeleton className="h-4 w-64" />
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-4 w-full" />
          </div>
        )}
      </div>
    </section>
  );
}

/** What was said of the group at a moment of the past. */
export function PastDiagnosis({ row }: { readonly row: GroupRow }) {
  const { statement, explanation } = splitSentence(row.sentence);
  const edge = row.level === 'critical' || row.level === 'warning' ? EDGE[row.level] : 'border-line-subtle';
  return (
    <section
      aria-label="Diagnosis"
      className={`edge flex gap-3 rounded-panel border bg-panel p-4 shadow-panel ${edge}`}
    >
      <StatusGlyph shape={row.level} size={20} className="mt-px" />
      <div className="flex min-w-0 flex-col gap-2">
        <h2 className="text-heading">
          {row.sentence.length === 0 ? calmWords(row) : <SentenceText parts={unbolded(statement)} />}
        </h2>
        {explanation.length > 0 && (
          <p className="max-w-[75ch] text-text-2">
            <SentenceText parts={explanation} />
          </p>
        )}
        <p className="text-small text-text-3">
          As it was said then; its figures may be up to a minute older. What was ruled out is not recorded.
        </p>
      </div>
    </section>
  );
}

interface StatementProps extends DiagnosisPanelProps {
  readonly detail: GroupDetail | undefined;
}

// Until the findings are there it is drawn from the live row.
function Statement({ conn, row, detail }: StatementProps) {
  // Of the same reading as the findings beside it, or their figures would contradict each other.
  const sentence = detail?.status === row.status ? detail.sentence : row.sentence;
  const { statement, explanation } = splitSentence(sentence);
  const fired = detail?.diagnosis.find(({ rule }) => rule === row.status);
  const action = suggestedAction(row.status, row.culprit);
  const entries = subjectSearch(detail?.diagnosis ?? []);
  return (
    <div className="drains flex gap-3 p-4">
      <StatusGlyph shape={row.level} size={20} className="mt-px" />
      <div className="flex min-w-0 flex-col items-start gap-2">
        <h2 className="text-heading">
          {sentence.length === 0 ? calmWords(row) : <SentenceText parts={unbolded(statement)} />}
        </h2>
        {explanation.length > 0 && (
          <p className="max-w-[75ch] text-text-2">
            <SentenceText parts={explanation} />
          </p>
        )}
        {isTroubled(row) && fired?.advice !== undefined && (
          <p className="max-w-[75ch] text-text-2">
            <SentenceText parts={fired.advice} />
          </p>
        )}
        {isTroubled(row) && fired?.healthyWhen !== undefined && (
          <p className="max-w-[75ch] text-text-3">
            Healthy when: <SentenceText parts={fired.healthyWhen} />
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          {row.status === 'poison-entry' && <DeadLetterButton conn={conn} row={row} look="primary" />}
          {isTroubled(row) && action !== undefined && (
            <SuggestedStep conn={conn} row={row} action={action} look={action.do === 'claim' ? 'primary' : 'plain'} />
          )}
          {isTroubled(row) && entries !== undefined && action?.do !== 'pending' && (
            <ButtonLink
              to="/c/$conn/s/$stream/g/$group/pending"
              params={{ conn, stream: row.stream, group: row.group }}
              search={entries}
            >
              See the entries
            </ButtonLink>
          )}
          <GroupSnooze conn={conn} stream={row.stream} group={row.group} on="group" offered={isTroubled(row)} />
        </div>
      </div>
    </div>
  );
}

function calmWords(row: GroupRow): string {
  if (row.level === 'healthy')
    return row.eta === 'never'
      ? 'More comes in than goes out, not yet for long enough to be trouble.'
      : 'This group keeps up.';
  return row.level === 'idle' ? IDLE_WORDS : `${STATUS_WORD[row.status]}.`;
}

const IDLE_WORDS = 'This group rests: nobody calls, and nothing needs attention.';

function Causes({ detail }: { readonly detail: GroupDetail }) {
  const { main, more } = diagnosisParts(detail.diagnosis);
  return (
    <div className="p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 pb-1">
        <h3 className="text-small font-strong text-text-2">What it is, and what it is not</h3>
        <span className="text-micro text-text-3">
          checked <Age at={detail.checkedAt} after="ago" ofPicture />
        </span>
      </div>
      <CauseList causes={main} />
      {more.length > 0 && (
        <details>
          <summary className="py-1 text-small text-text-3 hover:text-text">
            {more.length} more checked and ruled out
          </summary>
          <CauseList causes={more} />
        </details>
      )}
    </div>
  );
}

function CauseList({ causes }: { readonly causes: readonly DiagnosisRow[] }) {
  return (
    <ul className="flex flex-col">
      {causes.map((cause) => (
        <li
          key={cause.rule}
          className="grid grid-cols-[16px_minmax(0,1fr)] items-start gap-x-2 py-[3px] sm:grid-cols-[16px_minmax(104px,148px)_minmax(0,1fr)]"
        >
          <StatusGlyph shape={verdictShape(cause)} size={13} className="mt-[3px]" />
          <span className={cause.verdict === 'fired' ? `font-strong ${LEVEL_TEXT[cause.level]}` : 'text-text-2'}>
            {cause.title}
          </span>
          <span className={`max-sm:col-start-2 ${cause.verdict === 'fired' ? 'text-text' : 'text-text-3'}`}>
            <SentenceText parts={cause.evidenceParts} />
            {cause.verdict !== 'ruled-out' && <SamplesLine samples={cause.samples} />}
          </span>
        </li>
      ))}
    </ul>
  );
}
