import { useNavigate, useSearch } from '@tanstack/react-router';
import { type Level, LEVELS } from '@weir/domain/health/status';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { type ReactNode, useDeferredValue } from 'react';
import { parseLevel } from '../format/parse-level.ts';
import { LEVEL_WORD } from '../format/status-words.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { parseSort, type Sort, sortText } from '../ui/sort-head.tsx';
import { useHeldSort } from '../ui/use-held-sort.ts';
import { useTypedParam } from '../ui/use-typed-param.ts';

const STATES = [
  { value: 'any' as const, label: 'any' },
  ...LEVELS.map((level) => ({ value: level, label: LEVEL_WORD[level].toLowerCase() })),
];

interface ListFilter {
  readonly typed: string;
  readonly level: Level | 'any';
}

interface ListPageProps<Row extends { readonly key: number }, Column extends string> {
  readonly title: string;
  /** What the list holds, in a sentence. */
  readonly totals: string;
  /** One row of it, e.g. "group". */
  readonly noun: string;
  readonly field: { readonly label: string; readonly placeholder: string };
  readonly all: readonly Row[];
  readonly sorts: readonly Column[];
  readonly worstFirst: Sort<Column>;
  readonly order: (rows: readonly Row[], filter: ListFilter, sort: Sort<Column>) => readonly Row[];
  /** Shown where there is nothing even without the filter. */
  readonly nothing: ReactNode;
  /** What can be done from here, at the right of the title. */
  readonly actions?: ReactNode;
  readonly children: (rows: readonly Row[], sort: Sort<Column>, onSort: (sort: Sort<Column>) => void) => ReactNode;
}

/** A page that lists all there is of one kind; filter and order are in its address. */
export function ListPage<Row extends { readonly key: number }, Column extends string>(
  props: ListPageProps<Row, Column>,
) {
  const { title, all, order } = props;
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (part: { q?: string; sort?: string; status?: string }) => {
    void navigate({ to: '.', search: (before) => ({ ...before, ...part }), replace: true });
  };
  const [typed, setTyped] = useTypedParam(search.q ?? '', (q) => {
    change({ q });
  });
  const wanted = useDeferredValue(typed);
  const level = parseLevel(search.status);
  const sort = parseSort(search.sort, props.sorts, props.worstFirst);
  const question = `${wanted}\0${level}\0${sortText(sort)}`;
  const { rows, guard } = useHeldSort(all, question, (now) => order(now, { typed: wanted, level }, sort));
  const filtered = wanted !== '' || level !== 'any';
  return (
    <div className="drains flex flex-col gap-4 p-4 sm:px-6 sm:py-5" {...guard}>
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h1 className="text-title">{title}</h1>
          <p className="mt-1 text-text-2">{props.totals}</p>
        </div>
        {props.actions}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SearchField {...props.field} value={typed} onChange={setTyped} className="w-full sm:w-72" />
        <SelectField
          label="State"
          value={level}
          options={STATES}
          onChange={(status) => {
            change({ status: status === 'any' ? '' : status });
          }}
        />
        <output className="text-small text-text-3">
          {filtered ? `${formatCount(rows.length)} of ${formatCount(all.length)}` : ''}
        </output>
      </div>
      {rows.length > 0 ? (
        props.children(rows, sort, (next) => {
          change({ sort: sortText(next) });
        })
      ) : (
        <div className="edge rounded-panel border border-line-subtle bg-panel">
          {filtered ? (
            <EmptyState
              title={`No ${props.noun} matches. ${formatCount(all.length)} without the filter.`}
              action={
                <Button
                  onClick={() => {
                    setTyped('');
                    change({ q: '', status: '' });
                  }}
                >
                  Clear filter
                </Button>
              }
            />
          ) : (
            props.nothing
          )}
        </div>
      )}
    </div>
  );
}
