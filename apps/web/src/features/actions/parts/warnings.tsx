import type { Sentence } from '@weir/domain/wire/sentence';
import { SentenceText } from '../../../ui/sentence.tsx';
import { Note } from './note.tsx';

/** The warnings of a plan: one, two at most. */
export function Warnings({ warnings }: { readonly warnings: readonly Sentence[] }) {
  return warnings.map((warning, index) => (
    // A warning has no identity of its own; the list is replaced as a whole.
    // oxlint-disable-next-line react/no-array-index-key
    <Note key={index} tone="warning">
      <p>
        <SentenceText parts={warning} />
      </p>
    </Note>
  ));
}
