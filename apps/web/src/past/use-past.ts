import type { PastAnswer } from '@weir/domain/wire/history-answers';
import { createContext, useContext } from 'react';
import type { Failure } from '../app/trpc.ts';

/** What the pages show instead of now. */
export interface Past {
  readonly asked: number;
  /** The poll it is of; null while it is on its way, or where there is none. */
  readonly at: number | null;
  readonly from: PastAnswer['from'];
  /** Why there is no picture of it; null = there is one, or it is on its way. */
  readonly trouble: Failure | null;
}

const PastContext = createContext<Past | null>(null);
export const PastProvider = PastContext.Provider;

/** Null = pages show now. */
export function usePast(): Past | null {
  return useContext(PastContext);
}
