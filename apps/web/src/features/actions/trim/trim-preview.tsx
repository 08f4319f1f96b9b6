import type { GroupRow } from '@weir/domain/wire/group-row';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { RulerAnswer } from '@weir/domain/wire/answers';
import { millisOf } from '@weir/domain/entries/entry-id';
import { formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import { useMemo } from 'react';
import { useZone } from '../../../app/preferences.ts';
import { clockText, dateText } from '../../../format/moment.ts';
import { TrimRuler } from '../../../ruler/trim-ruler.tsx';
import { SentenceText } from '../../../ui/sentence.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { StatusGlyph } from '../../../ui/status-glyph.tsx';
import { UnknownTag } from '../../../ui/unknown-tag.tsx';
import type { PlanView } from '../parts/use-plan.ts';
import { EFFECT_SHAPE, oldestNeeded, trimFacts, trimStatement } from './trim-view.ts';

interface TrimPreviewPartProps {
  readonly view: PlanView;
  readonly ruler: RulerAnswer | undefined;
  readonly groups: readonly GroupRow[];
  readonly guard: boolean;
  readonly onMove: (ageMs: number) => void;
}

/** What the trim would do: a statement, four facts, the log with the cut, and what it means to each group. */
export function TrimPreviewPart({ view, ruler, groups, guard, onMove }: TrimPreviewPartProps) {
  const zone = useZone();
  const levels = useMemo(() => new Map(groups.map(({ group, level }) => [group, level])), [groups]);
  const { plan } = view;
  const preview = plan?.preview.of === 'trim' ? plan.preview : undefined;
  if (plan === undefined || preview === undefined)
    return view.failure === null ? <Skeleton className="h-48 w-full" /> : null;
  const at = (ms: number) => {
    const date = dateText(ms, plan.seenAt, zone);
    return date === dateText(plan.seenAt, plan.seenAt, zone) ? clockText(ms, zone) : `${date} ${clockText(ms, zone)}`;
  };
  const cut = preview.bound.known
    ? { asked: preview.unguardedBound ?? preview.bound.value, bound: preview.bound.value, guarded: guard }
    : undefined;
  return (
    <div aria-busy={!view.current} className="flex flex-col gap-4">
      <h3 className="text-statement max-sm:text-heading">{trimStatement(plan, preview)}</h3>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-control border border-line-subtle bg-line-subtle sm:grid-cols-4">
        {trimFacts(plan, preview, ruler?.idsAreTimes ?? true, at).map(({ name, value, unknown }) => (
          <div key={name} className="bg-panel px-3 py-2">
            <dt className="text-small text-text-3">{name}</dt>
            <dd className="font-semibold break-all">
              {unknown === undefined ? value : <UnknownTag because={unknown} />}
            </dd>
          </div>
        ))}
      </dl>
      {ruler !== undefined && ruler.length > 0 && <TrimRuler ruler={ruler} levels={levels} cut={cut} onMove={onMove} />}
      <Effects plan={plan} ruler={ruler} />
    </div>
  );
}

function Effects({ plan, ruler }: { readonly plan: ReadyPlan; readonly ruler: RulerAnswer | undefined }) {
  if (plan.groups.length === 0)
    return <p className="text-text-2">Nobody reads this stream through a group. Readers without one can’t be seen.</p>;
  return (
    <table className="w-full">
      <caption className="sr-only">What the trim means to each group</caption>
      <thead>
        <tr className="border-b border-line-subtle text-small text-text-3">
          <th scope="col" className="h-8 pr-2 text-left font-normal">
            Group
          </th>
          <th scope="col" className="h-8 px-2 text-right font-normal whitespace-nowrap max-sm:hidden">
            Oldest it needs
          </th>
          <th scope="col" className="h-8 px-2 text-right font-normal">
            At risk
          </th>
          <th scope="col" className="h-8 pl-2 text-left font-normal">
            Effect
          </th>
        </tr>
      </thead>
      <tbody>
        {plan.groups.map((effect) => (
          <tr key={effect.group} className="border-b border-line-subtle align-top last:border-b-0">
            <th scope="row" translate="no" className="name max-w-32 truncate py-1.5 pr-2 text-left font-strong">
              {effect.group}
            </th>
            <td className="px-2 py-1.5 text-right whitespace-nowrap text-text-2 max-sm:hidden">
              <Oldest ruler={ruler} group={effect.group} />
            </td>
            <td
              className={`px-2 py-1.5 text-right ${(effect.entries?.count ?? 0) > 0 ? 'font-strong text-crit' : 'text-text-2'}`}
            >
              {effect.entries === null
                ? effect.effect === 'none' || effect.effect === 'holds-back'
                  ? '0'
                  : 'unknown'
                : `${effect.entries.exact ? '' : 'about '}${formatCount(effect.entries.count, 'full')}`}
            </td>
            <td className="py-1.5 pl-2">
              <span className="flex gap-1.5">
                <StatusGlyph shape={EFFECT_SHAPE[effect.effect]} size={14} className="mt-[3px]" />
                <span className="min-w-0">
                  <SentenceText parts={effect.sentence} />
                </span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Oldest({ ruler, group }: { readonly ruler: RulerAnswer | undefined; readonly group: string }) {
  const id = oldestNeeded(ruler, group);
  if (ruler === undefined || id === undefined) return <>—</>;
  return ruler.idsAreTimes ? <>{formatDuration(Math.max(0, ruler.at - millisOf(id)), 'exact')} old</> : <>{id}</>;
}
