import type { AuditRecord } from '@weir/domain/audit/audit-record';
import type { ReactNode } from 'react';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useTypedParam } from '../../ui/use-typed-param.ts';
import { ACTIONS, type AuditSearch, RESULTS, resultOf, SPANS, spanOf } from './audit-search.ts';
import { actorsOf } from './audit-view.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';

interface AuditFiltersProps {
  readonly search: AuditSearch;
  /** Records to take names from. */
  readonly newest: readonly AuditRecord[];
  readonly onChange: (part: AuditSearch) => void;
  /** How many match. */
  readonly children: ReactNode;
}

/** What the list is narrowed to; all of it is in the address. */
export function AuditFilters({ search, newest, onChange, children }: AuditFiltersProps) {
  const [typed, setTyped] = useTypedParam(search.q ?? '', (q) => {
    onChange({ q });
  });
  const actors = actorsOf(newest, search.who);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField
        label="Search the audit log"
        placeholder="Stream, group, entry ID or reason"
        value={typed}
        onChange={setTyped}
        className="w-full sm:w-64"
      />
      <SelectField
        label="Who"
        value={search.who ?? ''}
        options={[{ value: '', label: 'anyone' }, ...actors.map((name) => ({ value: name, label: name }))]}
        onChange={(who) => {
          onChange({ who });
        }}
      />
      <SelectField
        label="Action"
        value={search.action === undefined || search.action === '' ? 'any' : search.action}
        options={ACTIONS}
        onChange={(action) => {
          onChange({ action: action === 'any' ? '' : action });
        }}
      />
      <SelectField
        label="Result"
        value={resultOf(search)}
        options={RESULTS}
        onChange={(result) => {
          onChange({ result: result === 'any' ? '' : result });
        }}
      />
      <SelectField
        label="Time"
        value={spanOf(search).value}
        options={SPANS}
        onChange={(t) => {
          onChange({ t: t === 'any' ? '' : t });
        }}
      />
      {(['stream', 'group'] as const).map((part) => {
        const name = search[part];
        return name === undefined ? null : (
          <FilterChip
            key={part}
            text={`${part} is ${name}`}
            onRemove={() => {
              onChange({ [part]: '' });
            }}
          />
        );
      })}
      <output className="ml-auto text-small text-text-3">{children}</output>
    </div>
  );
}
