import type { Preview } from '@weir/domain/actions/preview';
import { cellText, fieldsLine } from '../entries/entry-fields-view.ts';
import { sampleColumns } from './dry-run-view.ts';

interface SampleTableProps {
  readonly preview: Extract<Preview, { of: 'replay' }>;
  /** The field that gets the original id; null = none. */
  readonly originField: string | null;
}

const HEAD = 'h-8 pr-3 text-left text-small font-normal whitespace-nowrap text-text-3';
const SHOWN = 6;

/** The first matches, as they would be written. */
export function SampleTable({ preview, originField }: SampleTableProps) {
  const columns = sampleColumns(preview);
  if (preview.sample.length === 0) return null;
  return (
    <section
      className="overflow-x-auto"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so keys must reach it
      tabIndex={0}
      aria-label="Sample of the entries"
    >
      <table className="w-full">
        <caption className="pb-1 text-left text-small font-strong text-text-2">
          First matches, as they would be written
        </caption>
        <thead>
          <tr className="border-b border-line-subtle">
            <th scope="col" className={HEAD}>
              Original ID
            </th>
            {columns.map((name) => (
              <th key={name} scope="col" translate="no" className={`${HEAD} name max-w-32 truncate`}>
                {name}
              </th>
            ))}
            {columns.length === 0 && (
              <th scope="col" className={HEAD}>
                Fields
              </th>
            )}
            {originField !== null && (
              <th scope="col" translate="no" className={`${HEAD} name`}>
                {originField}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {preview.sample.slice(0, SHOWN).map(({ id, fields }) => (
            <tr key={id} className="border-b border-line-subtle last:border-b-0">
              <td translate="no" className="name h-8 pr-3 whitespace-nowrap">
                {id}
              </td>
              {columns.map((name) => (
                <td key={name} translate="no" className="name max-w-40 truncate pr-3 text-text-2">
                  {cellText(fields, name)}
                </td>
              ))}
              {columns.length === 0 && (
                <td translate="no" className="name max-w-72 truncate pr-3 text-text-3">
                  {fieldsLine(fields)}
                </td>
              )}
              {originField !== null && (
                <td translate="no" className="name whitespace-nowrap text-accent">
                  {id}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
