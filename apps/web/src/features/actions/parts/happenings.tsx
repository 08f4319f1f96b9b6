import type { Sentence } from '@weir/domain/wire/sentence';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { SentenceText } from '../../../ui/sentence.tsx';

interface HappeningsProps {
  readonly sentences: readonly Sentence[];
  /** Further items of the list. */
  readonly children?: ReactNode;
}

/** What will happen, one sentence each. */
export function Happenings({ sentences, children }: HappeningsProps) {
  return (
    <ul aria-label="What will happen" className="flex flex-col gap-1.5 empty:hidden">
      {sentences.map((sentence, index) => (
        // Always the same sentences in the same order.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} className="flex gap-2.5">
          <Check aria-hidden size={15} strokeWidth={1.75} className="mt-0.5 shrink-0 text-text-3" />
          <span className="min-w-0">
            <SentenceText parts={sentence} />
          </span>
        </li>
      ))}
      {children}
    </ul>
  );
}
