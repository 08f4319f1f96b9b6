/** Which rows of a list are chosen, by id. A list without one has no boxes. */
export interface RowSelection {
  readonly selected: ReadonlySet<string>;
  /** `range`: with Shift, meant for all rows from the last one on. */
  readonly onToggle: (id: string, range: boolean) => void;
}

interface RowCheckboxProps {
  readonly id: string;
  /** Names the row, e.g. "Entry 1795185127912-0". */
  readonly label: string;
  readonly selection: RowSelection;
}

/** Chooses its row; the key X does so for the row that has the focus, Shift X for a range. */
export function RowCheckbox({ id, label, selection }: RowCheckboxProps) {
  return (
    <label className="inline-flex size-6 cursor-pointer items-center justify-center align-middle touch:size-11">
      <input
        type="checkbox"
        data-row-select=""
        aria-label={`Select ${label}`}
        checked={selection.selected.has(id)}
        onChange={({ nativeEvent }) => {
          // What changes a checkbox is a click, by whatever means.
          selection.onToggle(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
        }}
        className="size-4 accent-accent-solid"
      />
    </label>
  );
}
