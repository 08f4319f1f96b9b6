import type { Sentence } from '@weir/domain/wire/sentence';
import type { Happening } from './event-writer.ts';

/**
 * What is told of the first poll after a restart: the restart, once, with how much went back or away with it, and the
 * states that groups came into. `awayMs` is how long the link was down, null = it was not seen to go down.
 */
export function afterRestart(found: readonly Happening[], awayMs: number | null, at: number): readonly Happening[] {
  const movedBack = found.filter(({ kind }) => kind === 'position').length;
  const gone = found.filter(({ kind }) => kind === 'gone').length;
  const states = found.filter(({ kind }) => kind === 'state' || kind === 'link');
  const lost: Sentence = [
    ...counted(movedBack, 'group was moved back', 'groups were moved back'),
    ...(movedBack > 0 && gone > 0 ? [', '] : []),
    ...counted(gone, 'stream or group is gone', 'streams and groups are gone'),
  ];
  const detail: Sentence = [
    ...(awayMs === null ? [] : ['back after ', { ms: Math.max(0, awayMs) }]),
    ...(awayMs === null || lost.length === 0 ? [] : ['; ']),
    ...(lost.length === 0 ? [] : [...lost, ': what Redis had not saved is lost']),
  ];
  const restart: Happening = {
    at,
    kind: 'link',
    level: lost.length > 0 ? 'warning' : 'healthy',
    title: ['Redis restarted'],
    detail,
    stream: '',
    group: '',
  };
  return [restart, ...states];
}

function counted(n: number, one: string, many: string): Sentence {
  return n === 0 ? [] : [{ n }, ` ${n === 1 ? one : many}`];
}
