import { useNavigate, useSearch } from '@tanstack/react-router';
import { parseEntryId } from '@weir/domain/entries/entry-id';
import type { DeadLetterStream, LettersAnswer } from '@weir/domain/wire/dead-letter-answers';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useTypedParam } from '../../ui/use-typed-param.ts';
import { PageSteps } from '../entries/page-steps.tsx';
import { ReadPanel } from '../entries/read-panel.tsx';
import { isChosen, NO_CHOICE, type PendingChoice, toggled } from '../pending/pending-choice-view.ts';
import { LetterBar } from './letter-bar.tsx';
import { LetterDialogs } from './letter-dialogs.tsx';
import { LetterTable } from './letter-table.tsx';
import { isNarrowed, type LetterFilter } from './letters-search.ts';
import { lookedWords, selectionOf } from './letters-view.ts';
import { useLetters } from './use-letters.ts';

const FROM = '/c/$conn/dead-letters';

interface LettersPanelProps {
  readonly conn: string;
  readonly streams: readonly DeadLetterStream[];
  readonly stream: string;
  readonly filter: LetterFilter;
  readonly onShow: (next: { stream?: string | undefined; filter: LetterFilter }) => void;
}

/** The dead letters of one stream, newest first, and what can be done with the chosen ones. */
export function LettersPanel({ conn, streams, stream, filter, onShow }: LettersPanelProps) {
  const search = useSearch({ from: FROM });
  const cursor = parseEntryId(search.page ?? '') ?? null;
  const query = useLetters(conn, stream, filter, cursor);
  const [choice, choose] = useState<PendingChoice>(NO_CHOICE);
  const [typed, setTyped] = useTypedParam(filter.text ?? '', (text) => {
    const { text: _before, ...rest } = filter;
    onShow({ filter: text.trim() === '' ? rest : { ...rest, text } });
  });
  const options = streams.map((each) => ({ value: each.stream, label: `${each.stream} (${each.length})` }));
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <ReadPanel
        query={query}
        tried="Reading the dead letters"
        tools={
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-3 max-sm:basis-full">
            <SelectField
              label="Stream"
              value={stream}
              options={options}
              onChange={(next) => {
                onShow({ stream: next, filter: {} });
              }}
            />
            <SearchField
              label="Filter dead letters"
              placeholder="Reason, field or ID"
              value={typed}
              onChange={setTyped}
            />
            <Narrowed filter={filter} onShow={onShow} />
          </div>
        }
      >
        {(page) => (
          <LettersList
            page={page}
            filter={filter}
            choice={choice}
            choose={choose}
            moved={cursor !== null}
            onClear={() => {
              onShow({ filter: {} });
            }}
          />
        )}
      </ReadPanel>
      {isChosen(choice) && (
        <LetterBar
          count={choice.all ? null : choice.ids.size}
          onClear={() => {
            choose(NO_CHOICE);
          }}
        />
      )}
      <LetterDialogs
        conn={conn}
        stream={stream}
        selection={selectionOf(choice, filter)}
        letters={query.data?.items ?? []}
        onBegun={() => {
          choose(NO_CHOICE);
        }}
      />
    </div>
  );
}

const FACT_WORDS = { origin: 'From', group: 'Group', error: 'Reason' } as const;

function Narrowed({ filter, onShow }: Pick<LettersPanelProps, 'filter' | 'onShow'>) {
  return (['origin', 'group', 'error'] as const).map((fact) => {
    const value = filter[fact];
    if (value === undefined) return null;
    const { [fact]: _gone, ...rest } = filter;
    return (
      <FilterChip
        key={fact}
        text={`${FACT_WORDS[fact]}: ${value === '' ? 'not given' : value}`}
        onRemove={() => {
          onShow({ filter: rest });
        }}
      />
    );
  });
}

interface LettersListProps {
  readonly page: LettersAnswer;
  readonly filter: LetterFilter;
  readonly choice: PendingChoice;
  readonly choose: (next: PendingChoice) => void;
  readonly moved: boolean;
  readonly onClear: () => void;
}

function LettersList({ page, filter, choice, choose, moved, onClear }: LettersListProps) {
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const go = (next: { page?: string | undefined; entry?: string | undefined }) => {
    void navigate({ search: { ...search, ...next } });
  };
  const ids = page.items.map(({ id }) => id);
  const steps = (
    <PageSteps
      page={page}
      back={moved ? 'Back to the newest' : undefined}
      onClear={isNarrowed(filter) ? onClear : undefined}
      go={go}
    />
  );
  if (ids.length === 0) {
    const none = isNarrowed(filter) ? 'No dead letter matches' : 'This stream holds no dead letters';
    const upTo = page.nextCursor === null ? '.' : ` among the ${page.lookedAt} looked at.`;
    return <EmptyState title={`${none}${upTo}`} action={steps} />;
  }
  return (
    <>
      <LetterTable
        items={page.items}
        opened={search.entry}
        onOpen={(entry) => {
          go({ entry });
        }}
        selection={{
          selected: choice.all ? new Set(ids) : choice.ids,
          onToggle: (id, range) => {
            choose(toggled(choice, id, range, ids));
          },
        }}
      />
      <div className="flex flex-wrap items-center gap-3 px-4 py-3 text-small text-text-3">
        {steps}
        <SelectAll filter={filter} choice={choice} choose={choose} page={ids} />
        <span className="ml-auto">{lookedWords(page.lookedAt, ids.length, filter)}</span>
      </div>
    </>
  );
}

interface SelectAllProps extends Pick<LettersListProps, 'filter' | 'choice' | 'choose'> {
  readonly page: readonly string[];
}

/** From single rows to all that match; what was typed into the search field cannot be said of entries not read yet. */
function SelectAll({ filter, choice, choose, page }: SelectAllProps) {
  if (filter.text !== undefined) {
    return (
      <Button
        look="quiet"
        size="small"
        onClick={() => {
          choose({ ids: new Set([...choice.ids, ...page].slice(-1_000)), all: false, last: null });
        }}
      >
        Select these {page.length}
      </Button>
    );
  }
  return (
    <Button
      look="quiet"
      size="small"
      data-page-select-all=""
      onClick={() => {
        choose(choice.all ? NO_CHOICE : { ...NO_CHOICE, all: true });
      }}
    >
      {choice.all ? 'Select none' : isNarrowed(filter) ? 'Select all that match' : 'Select all of this stream'}
    </Button>
  );
}
