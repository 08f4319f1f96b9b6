import { formatCount } from '@weir/domain/metrics/format-figures';
import type { LetterSettings } from '@weir/domain/policies/policy';
import type { GroupForecast, PolicyPlanAnswer } from '@weir/domain/wire/policy-answers';
import { failureOf } from '../../app/trpc.ts';
import { Clock } from '../../ui/age.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SentenceText } from '../../ui/sentence.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Note } from '../actions/parts/note.tsx';
import { Warnings } from '../actions/parts/warnings.tsx';
import { letterTotal, mostFirst } from './letter-view.ts';
import type { usePolicyPlan } from './use-policies.ts';

interface LetterPreviewProps {
  readonly settings: LetterSettings | string;
  readonly query: ReturnType<typeof usePolicyPlan>;
}

/** What the next run would put aside if it came now, of each group. */
export function LetterPreview({ settings, query }: LetterPreviewProps) {
  const { data, isError, error } = query;
  const counting = typeof settings === 'string' ? '' : 'counting…';
  return (
    <Panel
      title="Live preview"
      note={
        query.current ? (
          <>
            recounted <Clock at={query.dataUpdatedAt} />
          </>
        ) : (
          counting
        )
      }
    >
      {typeof settings === 'string' && <p className="pb-3 text-text-2">{settings}</p>}
      {isError && (
        <div className="pb-3">
          <Note tone="warning">{failureOf(error).sentence}</Note>
        </div>
      )}
      {data !== undefined ? (
        <Groups
          answer={data}
          atMost={typeof settings === 'string' ? undefined : settings.atMost}
          current={query.current}
        />
      ) : typeof settings === 'string' || isError ? null : (
        <Skeleton className="h-64 w-full" />
      )}
    </Panel>
  );
}

interface GroupsProps {
  readonly answer: PolicyPlanAnswer;
  readonly atMost: number | undefined;
  readonly current: boolean;
}

function Groups({ answer, atMost, current }: GroupsProps) {
  const { groups, groupCount } = answer;
  if (groups.length === 0)
    return <p className="text-text-2">No group fits at the moment. It is for those that come, too.</p>;
  const more = groupCount - groups.length;
  return (
    <div className="flex flex-col gap-4" aria-busy={!current}>
      <p className="text-section">{letterTotal(answer)}</p>
      <ul className="flex flex-col border-t border-line-subtle">
        {mostFirst(groups).map((each) => (
          <OneGroup key={JSON.stringify([each.stream, each.group])} of={each} atMost={atMost} />
        ))}
      </ul>
      {more > 0 && <p className="text-small text-text-3">{formatCount(more)} more groups are not counted here.</p>}
    </div>
  );
}

function OneGroup({ of, atMost }: { readonly of: GroupForecast; readonly atMost: number | undefined }) {
  const { stream, group, plan, because, sample } = of;
  const preview = plan?.preview.of === 'dead-letter' ? plan.preview : undefined;
  const count = plan?.affects.count ?? 0;
  // The figure says it; that some lost their payload is worth a sentence.
  const isNothing = preview?.met === true && preview.payloadGone === 0;
  return (
    <li className="flex flex-col gap-2 border-b border-line-subtle py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="min-w-0 break-words">
          <b translate="no" className="name font-strong">
            {group}
          </b>{' '}
          of{' '}
          <span translate="no" className="name">
            {stream}
          </span>
        </span>
        <span className="text-text-2">
          {plan === null ? 'cannot be told' : `${formatCount(count, 'full')} would be put aside`}
        </span>
      </p>
      {because !== '' && <Note tone="warning">{because}</Note>}
      {plan?.refusal != null && !isNothing && (
        <p className="text-small text-text-2">
          <SentenceText parts={plan.refusal} />
        </p>
      )}
      {count > 0 && count === atMost && (
        <p className="text-small text-text-2">
          That is all one run may take. There may be more; they go with the next runs.
        </p>
      )}
      {plan !== null && <Warnings warnings={plan.warnings} />}
      {sample.length > 0 && <Sample of={sample} count={count} to={preview?.to ?? ''} />}
    </li>
  );
}

interface SampleProps {
  readonly of: GroupForecast['sample'];
  readonly count: number;
  readonly to: string;
}

function Sample({ of, count, to }: SampleProps) {
  return (
    <table className="w-full">
      <caption className="pb-1 text-left text-small text-text-3">
        {of.length < count ? `The first ${of.length} of them` : 'These'}, to{' '}
        <span translate="no" className="name">
          {to}
        </span>
      </caption>
      <thead className="text-small text-text-3">
        <tr>
          <th scope="col" className="py-1 text-left font-normal">
            Id
          </th>
          <th scope="col" className="py-1 text-left font-normal">
            Held by
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            Deliveries
          </th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ id, deliveries, consumer }) => (
          <tr key={id} className="border-t border-line-subtle">
            <td className="name py-1 pr-2 break-all">{id}</td>
            <td translate="no" className="name py-1 pr-2 break-all text-text-2">
              {consumer}
            </td>
            <td className="py-1 text-right">{formatCount(deliveries, 'full')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
