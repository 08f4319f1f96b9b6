import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { useActionLock } from './use-action-lock.ts';

interface ActionButtonProps {
  /** "Claim", as in "Claim needs the operator role". */
  readonly word: string;
  readonly needs: 'operator' | 'maintainer';
  readonly look?: 'plain' | 'primary' | 'quiet';
  readonly size?: 'small' | 'normal' | 'large';
  /** The key that presses it on this page. */
  readonly pageKey?: 'claim' | 'acknowledge' | 'dead-letter' | 'move' | 'redrive';
  readonly className?: string;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

/**
 * Opens the dialog of a change. Where the change itself is off, the button is dashed and says why, but still opens: the
 * dialog has the commands for somebody who may.
 */
export function ActionButton({
  word,
  needs,
  look,
  size,
  pageKey,
  className = '',
  onOpen,
  children,
}: ActionButtonProps) {
  const lock = useActionLock(word, needs);
  const locked = lock !== '';
  return (
    <Button
      {...(look === undefined || locked ? {} : { look })}
      {...(size === undefined ? {} : { size })}
      {...(pageKey === undefined ? {} : { 'data-page-action': pageKey })}
      {...(locked ? { 'data-tip': lock } : {})}
      onClick={onOpen}
      className={`${locked ? 'border-dashed text-text-2' : ''} ${className}`}
    >
      {locked && <Lock aria-hidden size={13} strokeWidth={1.75} className="text-text-3" />}
      {children}
      {locked && <span className="sr-only">. {lock}</span>}
    </Button>
  );
}
