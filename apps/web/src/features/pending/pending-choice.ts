import { useParams } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { NO_CHOICE, type PendingChoice } from './pending-choice-view.ts';

// Outside React: the list and the dialogs above it, which come and go, share it.
let held: { readonly of: string; readonly choice: PendingChoice } = { of: '', choice: NO_CHOICE };
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** The pending entries chosen on the group's page; another group has its own. */
export function usePendingChoice(): {
  readonly choice: PendingChoice;
  readonly choose: (next: PendingChoice) => void;
} {
  const { conn, stream, group } = useParams({ strict: false });
  const of = JSON.stringify([conn, stream, group]);
  const now = useSyncExternalStore(subscribe, () => held);
  return {
    choice: now.of === of ? now.choice : NO_CHOICE,
    choose: (choice) => {
      held = { of, choice };
      for (const listener of listeners) listener();
    },
  };
}
