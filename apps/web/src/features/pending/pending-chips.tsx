import { idleRangeWords } from './idle-range.ts';
import type { PendingFilter } from './pending-search.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';

interface PendingChipsProps {
  readonly filter: PendingFilter;
  /** Consumers to choose from; worst first. */
  readonly consumers: readonly string[];
  readonly onChange: (filter: PendingFilter) => void;
}

/** Twice, the limit of a poison entry, and far beyond it. */
const DELIVERIES = [2, 5, 10, 100];
/** A longer list of names cannot be looked through; a consumer is then chosen on its tab. */
const MOST_NAMES = 500;

/** What the list is narrowed to; each part is chosen and taken back on its own. */
export function PendingChips({ filter, consumers, onChange }: PendingChipsProps) {
  const names = consumers.slice(0, MOST_NAMES);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {filter.consumer === undefined ? (
        <Choice
          label="consumer"
          any="consumer any"
          options={names.map((name) => ({ value: name, text: name }))}
          onChoose={(consumer) => {
            onChange({ ...filter, consumer });
          }}
        />
      ) : (
        <FilterChip
          text={`consumer is ${filter.consumer}`}
          onRemove={() => {
            onChange({ ...filter, consumer: undefined });
          }}
        />
      )}
      {filter.idle !== undefined && (
        <FilterChip
          text={`since delivery ${idleRangeWords(filter.idle)}`}
          onRemove={() => {
            onChange({ ...filter, idle: undefined });
          }}
        />
      )}
      {filter.minDeliveries === undefined ? (
        <Choice
          label="deliveries"
          any="deliveries any"
          options={DELIVERIES.map((count) => ({ value: String(count), text: `deliveries ${count} or more` }))}
          onChoose={(count) => {
            onChange({ ...filter, minDeliveries: Number(count) });
          }}
        />
      ) : (
        <FilterChip
          text={`deliveries ${filter.minDeliveries} or more`}
          onRemove={() => {
            onChange({ ...filter, minDeliveries: undefined });
          }}
        />
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly any: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, any, options, onChoose }: ChoiceProps) {
  return (
    <select
      aria-label={`Filter by ${label}`}
      value=""
      onChange={(event) => {
        if (event.target.value !== '') onChoose(event.target.value);
      }}
      className="h-6 max-w-52 rounded-tag border border-line bg-panel px-1.5 text-small text-text-2 touch:h-11"
    >
      <option value="">{any}</option>
      {options.map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}
