import type { JobAnswer } from '@weir/domain/wire/action-answers';

export const RESULTS = [
  { value: 'any', label: 'any' },
  { value: 'done', label: 'done' },
  { value: 'partial', label: 'partly done' },
  { value: 'failed', label: 'stopped or refused' },
  { value: 'cancelled', label: 'cancelled' },
] as const;

export type ResultFilter = (typeof RESULTS)[number]['value'];

export function parseResult(text: string | undefined): ResultFilter {
  return RESULTS.find(({ value }) => value === text)?.value ?? 'any';
}

export function matchesResult({ state, outcome }: Pick<JobAnswer, 'state' | 'outcome'>, filter: ResultFilter): boolean {
  switch (filter) {
    case 'any':
      return true;
    case 'done':
      return state === 'done' && outcome === 'done';
    case 'partial':
      return state === 'done' && (outcome === 'partial' || outcome === 'unknown');
    case 'failed':
      return state === 'failed' || outcome === 'refused';
    case 'cancelled':
      return state === 'cancelled';
    default:
      return filter satisfies never;
  }
}
