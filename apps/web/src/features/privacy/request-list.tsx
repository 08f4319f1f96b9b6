import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { FIELD } from '../../ui/field.tsx';
import { NameText } from '../../ui/name-text.tsx';
import { QuotedName } from '../../ui/quoted-name.tsx';
import { SentenceText } from '../../ui/sentence.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { useServerNow } from '../jobs/use-server-now.ts';
import { isExpired, type RequestRow, wantsSearch } from './request-rows.ts';
import { rowWords } from './row-words.ts';

interface RequestListProps {
  readonly conn: string;
  readonly rows: readonly RequestRow[];
  /** Nothing is under way, so that names may be typed and streams searched again. */
  readonly open: boolean;
  readonly onChange: (stream: string, part: Partial<RequestRow>) => void;
  readonly onSearchAgain: (streams: readonly string[]) => void;
}

/** Every stream of the request: what was found, what would stay behind, what came of it. */
export function RequestList({ conn, rows, open, onChange, onSearchAgain }: RequestListProps) {
  const now = useServerNow();
  return (
    <ul aria-label="Streams of this request" className="border-t border-line-subtle">
      {rows.map((row) => (
        <li key={row.stream} className="flex flex-col gap-1.5 border-b border-line-subtle px-4 py-2.5 last:border-b-0">
          <RowHead conn={conn} row={row} />
          {row.search.at === 'ready' && <RowFound plan={row.search.plan} />}
          {isExpired(row, now) && row.deletion.at === 'rest' && (
            <p className="text-small text-text-2">
              This search is more than an hour old. Search again before deleting.
            </p>
          )}
          {open && <Confirm row={row} onChange={onChange} />}
          {open && wantsSearch(row, now) && (
            <Button
              size="small"
              className="self-start"
              onClick={() => {
                onSearchAgain([row.stream]);
              }}
            >
              Search again
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function RowHead({ conn, row }: { readonly conn: string; readonly row: RequestRow }) {
  const { shape, words } = rowWords(row);
  const { deletion } = row;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="flex min-w-0 items-center gap-2 sm:w-64">
        <StatusGlyph shape={shape} size={15} className={shape === 'running' ? 'animate-turn' : ''} />
        <span translate="no" className="name min-w-0 truncate font-strong">
          <NameText text={row.stream} />
        </span>
      </span>
      <span className="min-w-0 flex-1 basis-56">{words}</span>
      {deletion.at === 'begun' && (
        <ButtonLink
          size="small"
          look="quiet"
          to="/c/$conn/jobs/$job"
          params={{ conn, job: deletion.jobId }}
          search={{}}
          target="_blank"
        >
          Job<span className="sr-only"> of {row.stream}, in a new tab</span>
        </ButtonLink>
      )}
    </div>
  );
}

/** What a plan says beyond its figures. */
function RowFound({ plan }: { readonly plan: ReadyPlan }) {
  const touched = plan.groups.filter(({ effect }) => effect !== 'none');
  if (plan.refusal !== null)
    return plan.affects.count === 0 && plan.warnings.length === 0 ? (
      <p className="text-small text-text-3 sm:pl-6">
        <SentenceText parts={plan.refusal} />
      </p>
    ) : null;
  return (
    <div className="flex flex-col gap-0.5 text-small text-text-2 sm:pl-6">
      {touched.map(({ group, sentence }) => (
        <p key={group}>
          <QuotedName text={group} />: <SentenceText parts={sentence} />
        </p>
      ))}
      {touched.length === 0 && <p>No group loses anything, and nothing stays pending.</p>}
      {plan.preview.of === 'delete-entries' && !plan.preview.complete && (
        <p className="text-warn">Not searched to its end. Delete these, then search this stream again for the rest.</p>
      )}
      {plan.preview.of === 'delete-entries' && plan.preview.tooLarge > 0 && (
        <p className="text-warn">
          {formatCount(plan.preview.tooLarge, 'full')} too large to be searched: they stay, and may hold the person.
        </p>
      )}
    </div>
  );
}

interface ConfirmProps {
  readonly row: RequestRow;
  readonly onChange: RequestListProps['onChange'];
}

/** Its name, typed, and the way to leave it as it is. */
function Confirm({ row, onChange }: ConfirmProps) {
  const { stream, search, deletion, typed, leftOut } = row;
  if (search.at !== 'ready' || search.plan.refusal !== null || deletion.at !== 'rest') return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 sm:pl-6">
      <input
        type="text"
        translate="no"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-label={`Type ${stream} to confirm`}
        placeholder={leftOut ? 'left out' : `Type ${stream}`}
        disabled={leftOut}
        value={typed}
        onChange={({ target }) => {
          onChange(stream, { typed: target.value });
        }}
        className={`${FIELD} name max-w-72 disabled:opacity-60`}
      />
      <label className="flex min-h-7 cursor-pointer items-center gap-2 text-small touch:min-h-11">
        <input
          type="checkbox"
          checked={leftOut}
          onChange={({ target }) => {
            onChange(stream, { leftOut: target.checked });
          }}
          className="size-4 accent-accent-solid"
        />
        Leave out<span className="sr-only"> {stream}</span>
      </label>
    </div>
  );
}
