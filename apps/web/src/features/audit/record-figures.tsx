import type { AuditRecord } from '@weir/domain/audit/audit-record';
import { affectedGroups, plannedFigures } from './planned-figures.ts';

/** Before and after, and which groups it meant something for. */
export function RecordFigures({ record: { begun, ended } }: { readonly record: AuditRecord }) {
  const planned = plannedFigures(begun.detail, ended?.done ?? null);
  const groups = affectedGroups(begun.detail);
  return (
    <>
      {planned !== null && planned.figures.length > 0 && (
        <section className="border-t border-line-subtle px-4 py-3">
          <table className="w-full">
            <caption className="pb-1 text-left font-semibold">{planned.title}</caption>
            <tbody>
              {planned.figures.map(({ name, before, after }) => (
                <tr key={name}>
                  <th scope="row" translate="no" className="name max-w-40 truncate py-0.5 text-left font-normal">
                    {name}
                  </th>
                  <td className="py-0.5 text-right whitespace-nowrap text-text-3">
                    {before === '' ? '' : `${before} →`}
                  </td>
                  <td className="py-0.5 pl-3 text-right font-semibold whitespace-nowrap">{after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {groups.length > 0 && (
        <section className="border-t border-line-subtle px-4 py-3">
          <h3 className="pb-1 font-semibold">Groups it meant something for</h3>
          <p translate="no" className="name break-words text-text-2">
            {groups.join(', ')}
          </p>
        </section>
      )}
    </>
  );
}
