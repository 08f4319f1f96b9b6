import type { LimitRule } from '@weir/domain/health/limit-rules';
import type { Board } from './board.ts';
import { limitBook } from './limit-book.ts';

/** Judges every group by these rules from the next poll on. */
export function applyLimitRules(board: Board, rules: readonly LimitRule[]): void {
  board.limitBook = limitBook(rules);
  for (const stream of board.streams.values()) {
    for (const group of stream.groups.values()) {
      group.limits = board.limitBook.fitted(stream.row.stream, group.row.group).limits;
      // A verdict by other limits does not serve any longer.
      group.judgedAt = 0;
    }
  }
}
