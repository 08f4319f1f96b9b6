import { advance, type AlertState, type AlertTiming, type Sight } from './advance.ts';

/** A time in which a rule would have fired for one subject; `to` null = it would fire still. */
export interface Episode {
  readonly from: number;
  readonly to: number | null;
}

/** What a rule would have done, from what was seen of one subject, oldest first: the same steps as when it is watched live. */
export function backTest(
  sights: Iterable<readonly [at: number, sight: Sight]>,
  timing: AlertTiming,
): readonly Episode[] {
  const episodes: Episode[] = [];
  let state: AlertState | undefined;
  for (const [at, sight] of sights) {
    const step = advance(state, sight, timing, at, () => 'tried');
    state = step.state;
    if (step.turned === 'fired') episodes.push({ from: at, to: null });
    else if (step.turned === 'resolved') {
      const open = episodes.pop();
      if (open !== undefined) episodes.push({ from: open.from, to: at });
    }
  }
  return episodes;
}
