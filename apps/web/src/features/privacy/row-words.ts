import { formatCount } from '@weir/domain/metrics/format-figures';
import type { JobDetail, ReadyPlan } from '@weir/domain/wire/action-answers';
import type { GlyphShape } from '../../ui/status-glyph.tsx';
import { outcomeHead } from '../actions/parts/outcome-view.ts';
import type { RequestRow } from './request-rows.ts';

export interface RowWords {
  readonly shape: GlyphShape;
  readonly words: string;
}

/** How far a stream of the request is, in a few words. */
export function rowWords({ search, deletion, leftOut }: RequestRow): RowWords {
  switch (deletion.at) {
    case 'sending':
      return { shape: 'running', words: 'Deleting…' };
    case 'checking':
      return { shape: 'running', words: 'The reply was lost. Checking whether it happened…' };
    case 'refused':
      return { shape: 'warning', words: `Refused: ${deletion.sentence}` };
    case 'begun':
      return deletion.job === null ? { shape: 'running', words: 'Deleting…' } : jobWords(deletion.job);
    default:
  }
  switch (search.at) {
    case 'waiting':
      return { shape: 'idle', words: 'Waits for its turn' };
    case 'looking':
      return { shape: 'running', words: `Looked at ${formatCount(search.looked, 'full')} so far` };
    case 'failed':
      return { shape: 'warning', words: `Not searched: ${search.sentence}` };
    case 'stopped':
      return { shape: 'paused', words: 'Not searched: it was stopped' };
    default:
      return foundWords(search.plan, leftOut);
  }
}

function jobWords(job: JobDetail): RowWords {
  const { shape, title, detail } = outcomeHead(job);
  const word = WORD[job.outcome ?? 'running'];
  return { shape, words: [word, title, job.outcome === null ? '' : detail].filter((part) => part !== '').join(' ') };
}

const WORD = { done: 'Done:', partial: 'In part:', refused: 'Refused:', unknown: 'Unknown:', running: '' } as const;

function foundWords(plan: ReadyPlan, leftOut: boolean): RowWords {
  const looked = plan.preview.of === 'delete-entries' ? plan.preview.looked : 0;
  const { count } = plan.affects;
  const words = `${formatCount(count, 'full')} found of ${formatCount(looked, 'full')} looked at`;
  if (count === 0) return { shape: 'idle', words };
  return leftOut ? { shape: 'paused', words: `${words}, left out` } : { shape: 'change', words };
}
