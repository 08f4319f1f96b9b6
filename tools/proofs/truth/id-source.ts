import type { Dice } from './dice.ts';

const TOP = 2n ** 64n - 1n;

export interface Id {
  readonly ms: bigint;
  readonly seq: bigint;
}

export const idText = (id: Id): string => `${id.ms}-${id.seq}`;

/** Gives ever larger ids in one of the ways ids are made in the wild, and in some they are not. */
export interface IdSource {
  next(): Id;
}

export function idSource(dice: Dice, now: number): IdSource {
  const way = dice.weighted<() => IdSource>([
    [40, () => clockIds(dice, BigInt(now - dice.between(3_600_000, 20 * 86_400_000)))],
    [20, () => counterIds(dice)],
    [8, () => steps(dice, { ms: TOP - 100_000n, seq: 0n }, 3)],
    [6, () => steps(dice, { ms: TOP, seq: TOP - 1_000_000n }, 0)],
    [6, () => steps(dice, { ms: BigInt(now) - 60_000n, seq: 2n ** 63n - 50n }, 0)],
    [6, () => clockIds(dice, BigInt(now + 3 * 86_400_000))],
    [6, () => clockIds(dice, 9_007_199_254_740_991n - 20n)],
    [8, () => jumping(dice, now)],
  ]);
  return way();
}

function clockIds(dice: Dice, start: bigint): IdSource {
  let last: Id = { ms: start, seq: -1n };
  return {
    next() {
      last = dice.chance(0.4)
        ? { ms: last.ms, seq: last.seq + 1n }
        : { ms: last.ms + BigInt(dice.between(1, 2_000)), seq: 0n };
      return last;
    },
  };
}

function counterIds(dice: Dice): IdSource {
  return steps(dice, { ms: 0n, seq: 0n }, 2);
}

// Steps of at most `msStep` ms; where that is 0, the sequence part alone grows.
function steps(dice: Dice, start: Id, msStep: number): IdSource {
  let last = start;
  return {
    next() {
      const onwards = BigInt(dice.between(msStep === 0 ? 0 : 1, msStep));
      const seq = onwards === 0n ? last.seq + BigInt(dice.between(1, 40)) : BigInt(dice.between(0, 3));
      last = { ms: last.ms + onwards, seq };
      return last;
    },
  };
}

// A counter that somebody replaced by clock ids, as after a migration.
function jumping(dice: Dice, now: number): IdSource {
  const before = counterIds(dice);
  const after = clockIds(dice, BigInt(now - dice.between(60_000, 3_600_000)));
  let left = dice.between(1, 40);
  return { next: () => (left-- > 0 ? before.next() : after.next()) };
}
