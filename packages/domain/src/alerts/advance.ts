/** What is seen of one subject of a rule: whether it meets the condition, and whether an alert on it would be over. */
export type Sight =
  | { readonly known: true; readonly met: boolean; readonly clear: boolean }
  | { readonly known: false; readonly because: string };

/**
 * Where one rule stands with one subject. Undefined is inactive: it is the state of nearly all, and costs nothing.
 * Times are epoch ms of Redis time.
 */
export type AlertState = PendingAlert | FiringAlert;

export interface PendingAlert {
  readonly is: 'pending';
  /** Since when the condition is met; moved on by the time in which that was not known. */
  readonly since: number;
  readonly unknownSince: number | null;
  readonly unknownBecause: string;
}

export interface FiringAlert {
  readonly is: 'firing';
  readonly incidentId: string;
  readonly since: number;
  /** Since when it is over, if it is; moved on by the time in which that was not known. */
  readonly clearSince: number | null;
  readonly unknownSince: number | null;
  readonly unknownBecause: string;
}

export interface AlertTiming {
  readonly forMs: number;
  readonly holdMs: number;
}

export interface Step {
  readonly state: AlertState | undefined;
  readonly turned: 'fired' | 'resolved' | null;
}

/**
 * The next state of an alert. It fires once the condition was met for `forMs`, and is resolved once it was over for
 * `holdMs`; time in which nothing is known counts for neither. `newId` names an incident from its first to its last state.
 */
export function advance(
  state: AlertState | undefined,
  sight: Sight,
  { forMs, holdMs }: AlertTiming,
  now: number,
  newId: () => string,
): Step {
  if (!sight.known) return { state: unseen(state, sight.because, now), turned: null };
  const before = seenAgain(state, now);
  if (before?.is === 'firing') return stillFiring(before, sight.clear, holdMs, now);
  if (!sight.met) return { state: undefined, turned: null };
  const since = before?.since ?? now;
  if (now - since < forMs) return { state: { is: 'pending', since, ...SEEN }, turned: null };
  return { state: { is: 'firing', incidentId: newId(), since: now, clearSince: null, ...SEEN }, turned: 'fired' };
}

const SEEN = { unknownSince: null, unknownBecause: '' } as const;

function stillFiring(before: FiringAlert, clear: boolean, holdMs: number, now: number): Step {
  if (!clear) return { state: before.clearSince === null ? before : { ...before, clearSince: null }, turned: null };
  const clearSince = before.clearSince ?? now;
  if (now - clearSince >= holdMs) return { state: undefined, turned: 'resolved' };
  return { state: { ...before, clearSince }, turned: null };
}

/** An alert of which nothing is known stands still, and says since when and why. */
function unseen(state: AlertState | undefined, because: string, now: number): AlertState | undefined {
  if (state === undefined || (state.unknownSince !== null && state.unknownBecause === because)) return state;
  return { ...state, unknownSince: state.unknownSince ?? now, unknownBecause: because };
}

/** The state once more is known: its clocks go on from where they stood. A clock that went back starts them anew. */
function seenAgain(state: AlertState | undefined, now: number): AlertState | undefined {
  if (state === undefined) return undefined;
  const missedMs = state.unknownSince === null ? 0 : Math.max(0, now - state.unknownSince);
  const later = (at: number): number => Math.min(now, at + missedMs);
  if (state.is === 'pending') {
    if (missedMs === 0 && state.since <= now && state.unknownSince === null) return state;
    return { ...state, since: later(state.since), ...SEEN };
  }
  const clearSince = state.clearSince === null ? null : later(state.clearSince);
  if (state.unknownSince === null && clearSince === state.clearSince) return state;
  return { ...state, clearSince, ...SEEN };
}
