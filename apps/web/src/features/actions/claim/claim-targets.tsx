import { formatCount } from '@weir/domain/metrics/format-figures';
import { CONSUMER_SHAPE, CONSUMER_WORD } from '../../../format/status-words.ts';
import { StatusGlyph } from '../../../ui/status-glyph.tsx';
import { type ClaimForm, withConsumer } from './claim-form.ts';
import type { TargetLine } from './claim-view.ts';

interface ClaimTargetsProps {
  readonly form: ClaimForm;
  readonly lines: readonly TargetLine[];
  /** Those the plan gives entries to now. */
  readonly counted: readonly string[];
  readonly onChange: (form: ClaimForm) => void;
}

/** A longer table is not chosen from by eye; any consumer can be typed as a name. */
const MOST_LINES = 200;

/** Every consumer with what it holds before and after. */
export function ClaimTargets({ form, lines, counted, onChange }: ClaimTargetsProps) {
  if (lines.length === 0) return null;
  const shown = lines.slice(0, MOST_LINES);
  const most = Math.max(1, ...lines.map(({ before, after }) => Math.max(before, after)));
  return (
    <div>
      <div className="max-h-60 overflow-y-auto rounded-control border border-line">
        <table className="w-full">
          <caption className="sr-only">Pending entries of each consumer before and after the claim</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Gets entries</th>
              <th scope="col">Consumer</th>
              <th scope="col">Share</th>
              <th scope="col">Pending, before and after</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <tr
                key={line.consumer}
                className={`h-7 border-b border-line-subtle last:border-b-0 touch:h-11 ${line.source ? 'tint-crit' : ''}`}
              >
                <td className="w-9 pl-3">
                  <Chooser form={form} line={line} counted={counted} onChange={onChange} />
                </td>
                <th scope="row" className="max-w-40 text-left font-normal">
                  <span className="flex min-w-0 items-center gap-1.5">
                    {line.answer !== undefined && <StatusGlyph shape={CONSUMER_SHAPE[line.answer.health]} size={13} />}
                    <span translate="no" className="name truncate" data-tip={line.consumer}>
                      {line.consumer}
                    </span>
                    <span className={`text-small whitespace-nowrap ${quiet(line)}`}>{lineWord(line)}</span>
                  </span>
                </th>
                <td className="w-28 px-2 max-sm:hidden">
                  <ShareBar line={line} most={most} />
                </td>
                <td className="pr-3 pl-2 text-right whitespace-nowrap">
                  <Figures line={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > shown.length && (
        <p className="mt-1 text-small text-text-3">
          {formatCount(lines.length - shown.length)} more. Type one of them as a new name to give it the entries.
        </p>
      )}
    </div>
  );
}

interface ChooserProps extends Omit<ClaimTargetsProps, 'lines'> {
  readonly line: TargetLine;
}

function Chooser({ form, line, counted, onChange }: ChooserProps) {
  const { consumer } = line;
  if (line.source || form.to === 'new') return null;
  if (form.to === 'one')
    return (
      <input
        type="radio"
        name="claim-one"
        aria-label={`Give them to ${consumer}`}
        checked={form.one === consumer}
        onChange={() => {
          onChange({ ...form, one: consumer });
        }}
        className="block size-4 accent-accent-solid"
      />
    );
  return (
    <input
      type="checkbox"
      aria-label={`Give ${consumer} a share`}
      checked={(form.chosen ?? counted).includes(consumer)}
      onChange={() => {
        onChange(withConsumer(form, consumer, counted));
      }}
      className="block size-4 accent-accent-solid"
    />
  );
}

function lineWord({ source, answer }: TargetLine): string {
  if (source) return 'source';
  if (answer === undefined) return 'new';
  return answer.health === 'active' ? '' : CONSUMER_WORD[answer.health].toLowerCase();
}

function ShareBar({ line, most }: { readonly line: TargetLine; readonly most: number }) {
  const kept = Math.min(line.before, line.after);
  return (
    <span aria-hidden className="relative block h-2.5 overflow-hidden rounded-[2px] bg-line-subtle">
      {line.source && (
        <span
          className="absolute inset-y-0 left-0 border border-dashed border-crit"
          style={{ width: `${(line.before / most) * 100}%` }}
        />
      )}
      <span className="absolute inset-y-0 left-0 bg-text-3" style={{ width: `${(kept / most) * 100}%` }} />
      <span
        className="absolute inset-y-0 bg-accent"
        style={{ left: `${(kept / most) * 100}%`, width: `${((line.after - kept) / most) * 100}%` }}
      />
    </span>
  );
}

function Figures({ line }: { readonly line: TargetLine }) {
  const { before, after } = line;
  if (before === after) return <span className="text-text-3">{formatCount(before, 'full')}</span>;
  return (
    <>
      <span className={quiet(line)}>{formatCount(before, 'full')} →</span>{' '}
      <b className="font-semibold">{formatCount(after, 'full')}</b>
    </>
  );
}

// On the tint of the source the quietest text would be too faint.
function quiet({ source }: TargetLine): string {
  return source ? 'text-text-2' : 'text-text-3';
}
