import type { Redis } from 'ioredis';
import { CALM, type Scenario } from './scenario.ts';
import type { Scene } from './scene.ts';

const FOUR = ['w1', 'w2', 'w3', 'w4'];

/** A second of an ordinary group: so many come in, every consumer is done and takes its share of `out`. */
export function flow(scene: Scene, into: number, out: number, names: readonly string[] = FOUR): void {
  // Restless by a little, as everything is.
  const more = into < 10 ? 0 : ((Math.imul(scene.at / 1_000, 2_654_435_761) >>> 16) % 5) - 2;
  scene.add(into + more);
  for (const name of names) scene.worker(name).work(Math.ceil(out / names.length));
}

/** Situations in which nothing is wrong, however they look. */
export const CALM_SCENARIOS: readonly Scenario[] = [
  {
    name: 'idle',
    what: 'Nothing comes in; two consumers ask now and then.',
    why: 'Nothing waits, so nothing can be wrong. Both say so.',
    phases: [
      {
        name: 'nothing comes in',
        seconds: 300,
        act: (scene, second) => (second % 5 === 0 ? flow(scene, 0, 10, ['w1', 'w2']) : undefined),
        allowed: CALM,
      },
    ],
  },
  {
    name: 'steady',
    what: 'About 40 entries a second in and out, restless by a fifth, four consumers.',
    why: 'A few entries are always in passing, so lag is never nought at a commit. That is no warning.',
    phases: [
      {
        name: 'in equals out',
        seconds: 600,
        act: (scene, second) => flow(scene, 36 + ((second * 37) % 9), 44),
        allowed: CALM,
      },
    ],
  },
  {
    name: 'blocked long reads',
    what: 'Three consumers wait in one call without end; an entry comes every 100 s.',
    why: 'A reader that waits holds nothing and misses nothing. Without commits for long, the other rules call it stopped.',
    phases: [
      {
        name: 'an entry every 100 s',
        seconds: 600,
        act(scene, second, connect) {
          if (second === 0) for (const name of ['b1', 'b2', 'b3']) void waitAndWork(scene, name, connect());
          if (second % 100 === 50) scene.add(1);
          for (const name of ['b1', 'b2', 'b3']) scene.worker(name).ack();
        },
        allowed: CALM,
      },
    ],
  },
  {
    name: 'new group at 0',
    what: 'A group is made at the beginning of 3,000 old entries and works them off.',
    why: 'It is far behind and comes nearer: that needs time and no help, so it is a warning that ends by itself.',
    phases: [
      {
        name: 'reads the history',
        seconds: 200,
        act(scene, second) {
          if (second === 0) scene.add(3_000, 3_000_000);
          else flow(scene, 20, 44);
        },
        allowed: [...CALM, 'catching-up'],
        detect: { status: 'catching-up', withinSeconds: 60, says: /catching up|Drains by itself/i },
      },
      { name: 'has caught up', seconds: 100, act: (scene) => flow(scene, 20, 44), allowed: CALM },
    ],
  },
  {
    name: 'long drain',
    what: 'A group at the beginning of 16,000 entries takes 52/s while 20/s come in.',
    why: 'A steady drain has an end, and the time told from the first minute on is the one it takes.',
    phases: [
      {
        name: 'drains',
        seconds: 560,
        act(scene, second) {
          if (second === 0) scene.add(16_000, 3_000_000);
          else flow(scene, 20, 52);
        },
        allowed: [...CALM, 'catching-up'],
      },
    ],
  },
  {
    name: 'custom ids',
    what: 'Ids that are numbers and no times: 1-0, 2-0, …',
    why: 'Nothing can be said of ages there, and nothing is.',
    phases: [
      {
        name: 'in equals out',
        seconds: 300,
        act(scene) {
          scene.idOf = (n) => `${n}-0`;
          flow(scene, 20, 24);
        },
        allowed: CALM,
      },
    ],
  },
  {
    name: 'future ids',
    what: 'A producer whose clock is an hour ahead.',
    why: 'An age below nothing is no age. The group keeps up by its counts.',
    phases: [
      {
        name: 'in equals out',
        seconds: 300,
        act(scene) {
          scene.idOf = (n, at) => `${at + 3_600_000}-${n}`;
          flow(scene, 20, 24);
        },
        allowed: CALM,
      },
    ],
  },
  {
    name: 'failover with counters going back',
    what: 'A replica takes over that had not got the last 40 s: entries, position and counters go back.',
    why: 'What was lost by the server is no trouble of the group. The step back is told as what it is.',
    phases: [
      {
        name: 'before',
        seconds: 300,
        act(scene, second) {
          if (second === 259)
            scene.command(['DUMP', scene.stream], (bytes) => {
              if (Buffer.isBuffer(bytes)) scene.keptBytes.set('copy', bytes);
            });
          flow(scene, 20, 24);
        },
        allowed: CALM,
      },
      {
        name: 'after',
        seconds: 300,
        act(scene, second) {
          const copy = scene.keptBytes.get('copy');
          if (second === 0 && copy !== undefined) {
            for (const name of FOUR) scene.worker(name).hand = [];
            scene.command(['RESTORE', scene.stream, 0, copy, 'REPLACE']);
            // What they held then is handed to them again when they ask for it, as after a reconnect.
            for (const name of FOUR) scene.worker(name).takeUp();
            return;
          }
          flow(scene, 20, 24);
        },
        allowed: CALM,
      },
    ],
  },
];

/** Weir itself looks away, so these have a stage of their own. */
export const UNWATCHED_SCENARIOS: readonly Scenario[] = [
  {
    name: 'stopped polling',
    what: 'Weir does not poll for 300 s; the group goes on as before.',
    why: 'Nothing is known of the time between. It is a gap, and neither a rate nor a trend is taken over it.',
    unwatched: { from: 200, to: 500 },
    phases: [{ name: 'in equals out', seconds: 700, act: (scene) => flow(scene, 20, 24), allowed: CALM }],
  },
];

async function waitAndWork(scene: Scene, name: string, own: Redis): Promise<void> {
  try {
    for (;;) await scene.worker(name).block(own);
  } catch {
    // The stage is over, and its connections with it.
  }
}
