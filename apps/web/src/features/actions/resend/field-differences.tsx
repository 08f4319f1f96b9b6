import type { FieldDifference } from './resend-form.ts';

const MOST = 400;

/** Old beside new, field by field. */
export function FieldDifferences({ differences }: { readonly differences: readonly FieldDifference[] }) {
  if (differences.length === 0)
    return <p className="text-text-2">Nothing is changed: the new entry has the same fields.</p>;
  return (
    <table className="w-full text-small" aria-label="What is different">
      <thead>
        <tr className="border-b border-line-subtle text-left text-text-3">
          <th scope="col" className="py-1 pr-3 font-normal">
            Field
          </th>
          <th scope="col" className="py-1 pr-3 font-normal">
            Old
          </th>
          <th scope="col" className="py-1 font-normal">
            New
          </th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ key, kind, name, before, after }) => (
          <tr key={key} className="border-b border-line-subtle align-top">
            <th scope="row" translate="no" className="name py-1.5 pr-3 text-left font-normal break-all text-text-2">
              {name === '' ? '(empty name)' : name}
            </th>
            <td className="py-1.5 pr-3">
              <Shown value={before} none={kind === 'added' ? 'not there' : ''} />
            </td>
            <td className="py-1.5">
              <Shown value={after} none={kind === 'removed' ? 'left out' : ''} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Shown({ value, none }: { readonly value: string | null; readonly none: string }) {
  if (value === null) return <span className="text-text-3">{none}</span>;
  if (value === '') return <span className="text-text-3">(empty)</span>;
  return (
    <span translate="no" className="name break-all">
      {value.length > MOST ? `${value.slice(0, MOST)}…` : value}
    </span>
  );
}
