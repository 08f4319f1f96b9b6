import { buttonClasses } from '../../ui/button.tsx';
import { type EntriesPlace, saveHref, saveWords } from './entries-view.ts';

interface SaveAsProps {
  readonly conn: string;
  readonly stream: string;
  readonly place: EntriesPlace;
}

const FORMATS = [
  { format: 'ndjson', label: 'NDJSON' },
  { format: 'csv', label: 'CSV' },
] as const;

/** The list as a file; what is in it is said before it is taken. */
export function SaveAs({ conn, stream, place }: SaveAsProps) {
  const words = saveWords(place);
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span>{words}:</span>
      {FORMATS.map(({ format, label }) => (
        <a
          key={format}
          href={saveHref(conn, stream, place, format)}
          download=""
          className={buttonClasses({ size: 'small' })}
        >
          Save as {label}
        </a>
      ))}
    </span>
  );
}
