import { useDialogAddress } from './dialog-address.ts';
import { ResultDialog } from './result-dialog.tsx';

/** The result of the change that took away what this page was about. */
export function ResultOfGone({ conn }: { readonly conn: string }) {
  const { search } = useDialogAddress();
  if (search.do !== 'result' || search.job === undefined) return null;
  return <ResultDialog conn={conn} jobId={search.job} />;
}
