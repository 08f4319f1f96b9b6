import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../app/trpc.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ArchiveFirst } from '../actions/parts/archive-first.tsx';
import { Note } from '../actions/parts/note.tsx';
import { parseFilter } from '../replay/filter-param.ts';
import { FilterStep } from '../replay/filter-step.tsx';
import { StreamChoice } from './stream-choice.tsx';
import type { RequestForm } from './use-request.ts';

interface RequestFormPanelsProps {
  readonly all: readonly StreamRow[];
  readonly chosen: ReadonlySet<string>;
  readonly form: RequestForm;
  readonly searching: boolean;
  readonly disabled: boolean;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly onChange: (form: RequestForm) => void;
  readonly onSearch: () => void;
  readonly onStop: () => void;
}

/** Where to look, for what, and whether it is archived first. */
export function RequestFormPanels(props: RequestFormPanelsProps) {
  const { chosen, form, searching, disabled } = props;
  const trpc = useTRPC();
  const session = useQuery(trpc.session.get.queryOptions());
  const missing =
    session.data?.role === 'viewer'
      ? 'Searching entries needs the reader role.'
      : chosen.size === 0
        ? 'Choose a stream first.'
        : form.conditions.length === 0
          ? 'Add a field and its value first.'
          : '';
  return (
    <>
      <StreamChoice all={props.all} chosen={chosen} disabled={disabled} onChange={props.onChoose} />
      <Panel title="Entries to remove" note="What is typed here is kept in no address, plan, job or record.">
        <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">Which entries</legend>
          <FilterStep
            conditions={form.conditions}
            none="No field yet: nothing is meant."
            onChange={(text) => {
              props.onChange({ ...form, conditions: parseFilter(text) });
            }}
          />
          <ArchiveFirst
            checked={form.archive}
            onChange={(archive) => {
              props.onChange({ ...form, archive });
            }}
          />
          {form.archive && (
            <Note tone="note">
              The archive keeps what is removed. The report names it, so that it can be deleted later.
            </Note>
          )}
        </fieldset>
        <div className="mt-4 flex flex-wrap items-center gap-3">
          {searching ? (
            <Button size="large" onClick={props.onStop}>
              Stop searching
            </Button>
          ) : (
            <Button
              size="large"
              look="primary"
              disabled={disabled || missing !== ''}
              aria-describedby="privacy-missing"
              onClick={props.onSearch}
            >
              Search
            </Button>
          )}
          <p id="privacy-missing" aria-live="polite" className="text-small text-text-2">
            {searching ? '' : missing}
          </p>
        </div>
      </Panel>
    </>
  );
}
