import { placeOfAge } from './scale.ts';

export interface RulerTick {
  /** 0…1 */
  readonly place: number;
  readonly text: string;
}

const S = 1_000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

const STRETCHED_AGES = [
  3 * S,
  10 * S,
  30 * S,
  M,
  5 * M,
  10 * M,
  30 * M,
  H,
  3 * H,
  12 * H,
  D,
  3 * D,
  10 * D,
  30 * D,
  100 * D,
  365 * D,
];
const LINEAR_STEPS = [
  S,
  2 * S,
  5 * S,
  10 * S,
  30 * S,
  M,
  2 * M,
  5 * M,
  10 * M,
  20 * M,
  30 * M,
  H,
  2 * H,
  6 * H,
  12 * H,
  D,
  2 * D,
  7 * D,
  30 * D,
  90 * D,
  365 * D,
];

/** Room a label needs to its neighbour, px at 11 px type. */
const LABEL_PX = 54;

/** Ticks at round ages, oldest first; the ends are always printed. */
export function rulerTicks(
  oldestMs: number,
  scale: 'stretch' | 'linear',
  width: number,
  stretchMs?: number,
): RulerTick[] {
  const ages = scale === 'stretch' ? STRETCHED_AGES : linearAges(oldestMs);
  const ticks: RulerTick[] = [{ place: 1, text: 'now' }];
  if (oldestMs <= 0) return ticks;
  const oldest: RulerTick = { place: 0, text: `${roundAge(oldestMs)} ago` };
  // The first label stands to the right of its tick, so it takes twice the room.
  const leftEnd = (LABEL_PX * 1.5) / width;
  let limit = 1 - LABEL_PX / width;
  for (const age of ages) {
    if (age >= oldestMs) break;
    const place = placeOfAge(age, oldestMs, scale, stretchMs);
    if (place > limit || place < leftEnd) continue;
    ticks.push({ place, text: roundAge(age) });
    limit = place - LABEL_PX / width;
  }
  return [...ticks, oldest].toReversed();
}

export function roundAge(ms: number): string {
  if (ms < M) return `${Math.max(1, Math.round(ms / S))} s`;
  if (ms < H) return `${Math.round(ms / M)} min`;
  if (ms < 2 * D) return `${Math.round(ms / H)} h`;
  return `${Math.round(ms / D)} d`;
}

function linearAges(oldestMs: number): number[] {
  const step = LINEAR_STEPS.find((candidate) => oldestMs / candidate <= 6) ?? oldestMs / 4;
  const count = Math.floor(oldestMs / step);
  return Array.from({ length: count }, (_, index) => (index + 1) * step);
}
