import { Search, X } from 'lucide-react';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** Spoken and shown beside the field, e.g. "12 of 340". */
  readonly matches?: string | undefined;
  readonly className?: string;
}

/** The filter of a page. The key / focuses the first one on it; Escape empties it. */
export function SearchField({
  label,
  value,
  onChange,
  placeholder,
  matches,
  className = 'w-full sm:w-64',
}: SearchFieldProps) {
  return (
    <div className="flex min-w-0 items-center gap-3 max-sm:w-full">
      <div className={`relative min-w-0 ${className}`}>
        <Search
          aria-hidden
          size={14}
          strokeWidth={1.75}
          className="absolute top-2 left-2.5 text-text-3 touch:top-3.5"
        />
        <input
          data-page-search=""
          type="text"
          aria-label={label}
          placeholder={placeholder}
          value={value}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            onChange(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            if (value === '') event.currentTarget.blur();
            else onChange('');
          }}
          className="h-[30px] w-full rounded-control border border-control bg-panel pr-7 pl-8 text-text placeholder:text-text-3 touch:h-11"
        />
        {value !== '' && (
          <button
            type="button"
            aria-label="Clear filter"
            onClick={() => {
              onChange('');
            }}
            className="absolute top-[3px] right-1 flex size-6 items-center justify-center text-text-3 hover:text-text touch:top-2.5"
          >
            <X size={14} strokeWidth={1.75} />
          </button>
        )}
      </div>
      {matches !== undefined && <output className="text-small text-text-3">{matches}</output>}
    </div>
  );
}
