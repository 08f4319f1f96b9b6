import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { StatusGlyph } from '../ui/status-glyph.tsx';

/** A page that could not be drawn; the rest of the shell lives on. */
export function PageTrouble({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  // After an update of Weir the files this tab knows are gone.
  const outdated =
    error instanceof Error && /dynamically imported module|Failed to fetch|Importing a module/i.test(error.message);
  return (
    <div role="alert" className="edge m-6 flex max-w-[75ch] gap-3 rounded-panel border border-crit/40 bg-panel p-4">
      <StatusGlyph shape="critical" size={18} />
      <div className="flex flex-col items-start gap-2">
        <h1 className="text-heading">
          {outdated ? 'This page is from an older Weir' : 'This page could not be drawn'}
        </h1>
        <p className="text-text-2">
          {outdated
            ? 'Weir was updated or restarted since this tab was opened. Load it again.'
            : 'Something in the page went wrong, not in Redis. Other pages still work; the browser console has the details.'}
        </p>
        <Button
          onClick={() => {
            if (outdated) location.reload();
            else {
              reset();
              void router.invalidate();
            }
          }}
        >
          {outdated ? 'Load again' : 'Try again'}
        </Button>
      </div>
    </div>
  );
}
