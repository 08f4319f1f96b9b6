import type { InputOf } from '../actions/action-input.ts';
import type { TrimSettings } from './policy.ts';

/** What one run asks of the trim action: all that keeps a trim from losing anything keeps a policy from it, too. */
export function trimOfPolicy(settings: TrimSettings, stream: string, length: number): InputOf<'trim'> {
  const { connection, keep, guard, ignoreUnseenMs, archive } = settings;
  return {
    kind: 'trim',
    connection,
    stream,
    rule: keep,
    guard,
    // Whole nodes leave some of what is archived in the stream: the next run would archive it once more.
    precision: archive ? 'exactly' : settings.precision,
    archive,
    atMost: mostOfRun(settings.caps, length),
    ...(ignoreUnseenMs === null ? {} : { ignoreUnseenMs }),
  };
}

/** Entries one run may take from a stream of this length. */
export function mostOfRun({ entries, percent }: TrimSettings['caps'], length: number): number {
  return Math.max(entries, Math.floor((length * percent) / 100), 1);
}
