import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';

/** Copies, and says that it did. */
export function CopyTextButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [state, setState] = useState<'rest' | 'copied' | 'refused'>('rest');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (next: 'copied' | 'refused') => {
    setState(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setState('rest');
    }, 2000);
  };
  const copy = async () => {
    try {
      // Absent on plain-HTTP pages of other hosts; the call then fails like a refusal.
      await navigator.clipboard.writeText(text);
      show('copied');
    } catch {
      show('refused');
    }
  };
  const says = { rest: label, copied: 'Copied', refused: 'Select and copy by hand' }[state];
  return (
    <Button look="quiet" size="small" aria-live="polite" onClick={() => void copy()}>
      {state === 'copied' ? (
        <Check aria-hidden size={13} strokeWidth={1.75} />
      ) : (
        <Copy aria-hidden size={13} strokeWidth={1.75} />
      )}
      {says}
    </Button>
  );
}
