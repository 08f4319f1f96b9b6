import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { IconButton } from './button.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, e.g. "Copy name". */
  readonly label: string;
  /** Marks the one that the key Y presses on this page. */
  readonly main?: boolean;
}

export function CopyButton({ text, label, main = false }: CopyButtonProps) {
  const [state, setState] = useState<'rest' | 'copied' | 'refused'>('rest');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = (next: 'copied' | 'refused') => {
    setState(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setState('rest');
    }, 2000);
  };
  const says = { rest: label, copied: 'Copied', refused: 'The browser refused; select and copy by hand' }[state];
  return (
    <>
      <IconButton
        label={label}
        data-tip={says}
        data-page-copy={main ? '' : undefined}
        onClick={() => {
          // Absent on plain-HTTP pages of other hosts.
          const clipboard: Clipboard | undefined = navigator.clipboard;
          if (clipboard === undefined) show('refused');
          else
            clipboard.writeText(text).then(
              () => {
                show('copied');
              },
              () => {
                show('refused');
              },
            );
        }}
      >
        {state === 'copied' ? <Check size={14} strokeWidth={1.75} /> : <Copy size={14} strokeWidth={1.75} />}
      </IconButton>
      <output className="sr-only">{state === 'rest' ? '' : says}</output>
    </>
  );
}
