import { useRouter, useSearch } from '@tanstack/react-router';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { groupSearch } from '../../app/search-params.ts';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { draftOf, patternOf, type Pattern, type Scope, type Typed, typedFrom, typedText } from './limits-draft.ts';
import { RuleEditor } from './rule-editor.tsx';
import { useGroupLimits } from './use-rules.ts';

/** How a group is judged, limit by limit, and what it would be told with others. What is typed stands in the address. */
export function RulesTab({ conn, row }: { readonly conn: string; readonly row: GroupRow }) {
  const router = useRouter();
  const { rule, on, onStream, onGroup } = groupSearch.parse(useSearch({ strict: false }));
  const place = { connection: conn, stream: row.stream, group: row.group };
  const query = useGroupLimits(place);
  const scope: Scope = on === 'stream' || on === 'pattern' ? on : 'group';
  const free: Pattern = { stream: onStream ?? '*', group: onGroup ?? '*' };
  const change = (next: Record<string, string | undefined>) => {
    void router.navigate({
      to: '.',
      search: (held: Record<string, unknown>) => ({ ...held, ...next }),
      replace: true,
      resetScroll: false,
    });
  };
  if (query.data === undefined)
    return (
      <Panel flush title="How this group is judged">
        {query.isError ? (
          <PanelTrouble tried="Reading the health rules" query={query} />
        ) : (
          <div className="flex flex-col gap-3 p-4">
            <Skeleton className="h-4 w-80" />
            <Skeleton className="h-4 w-64" />
            <Skeleton className="h-4 w-72" />
          </div>
        )}
      </Panel>
    );
  const typed = typedFrom(rule);
  return (
    <RuleEditor
      place={place}
      answer={query.data}
      scope={scope}
      free={free}
      typed={typed}
      draft={draftOf(query.data.rules, place, patternOf(scope, place, free), typed)}
      onTyped={(next: Typed) => {
        change({ rule: typedText(next) });
      }}
      onScope={(next) => {
        change({ on: next === 'group' ? undefined : next });
      }}
      onFree={(next) => {
        change({ onStream: next.stream, onGroup: next.group });
      }}
    />
  );
}
