import type { TickCost } from '@weir/domain/connections/gateway';
import type { PollCost } from '@weir/domain/wire/summary';
import type { Board } from './board.ts';

const POLLS_AVERAGED = 10;

export function noteCost(board: Board, atHere: number, cost: TickCost): void {
  board.costs.push({ atHere, cost });
  if (board.costs.length > POLLS_AVERAGED) board.costs.shift();
  board.spent.commands += cost.commands;
  board.spent.serverMicros += cost.serverMicros;
}

/** What watching cost over the last polls, per second of elapsed time; the newest poll counts for its interval. */
export function pollCost(board: Board): PollCost {
  const newest = board.costs.at(-1);
  const oldest = board.costs[0];
  if (newest === undefined || oldest === undefined) return NOTHING_YET;
  const seconds = Math.max(1, newest.atHere - oldest.atHere + newest.cost.intervalMs) / 1_000;
  let commands = 0;
  let bytes = 0;
  let micros = 0;
  for (const { cost } of board.costs) {
    commands += cost.commands;
    bytes += cost.bytesIn;
    micros += cost.serverMicros;
  }
  return {
    configuredIntervalMs: newest.cost.configuredIntervalMs,
    intervalMs: newest.cost.intervalMs,
    stretchedBecause: newest.cost.stretchedBecause,
    lastDurationMs: newest.cost.durationMs,
    commandsPerSecond: commands / seconds,
    bytesPerSecond: bytes / seconds,
    coreShare: micros / 1_000_000 / seconds,
    isMeasured: newest.cost.isMeasured,
    budget: newest.cost.budget,
    viewers: board.viewers,
  };
}

export const NOTHING_YET: PollCost = {
  configuredIntervalMs: 0,
  intervalMs: 0,
  stretchedBecause: '',
  lastDurationMs: 0,
  commandsPerSecond: 0,
  bytesPerSecond: 0,
  coreShare: 0,
  isMeasured: false,
  budget: { coreShare: 0, commandsPerSecond: 0, bytesPerSecond: 0 },
  viewers: 0,
};
