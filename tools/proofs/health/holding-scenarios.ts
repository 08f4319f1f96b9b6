import { flow } from './calm-scenarios.ts';
import { CALM, calm, type Scenario } from './scenario.ts';
import type { Scene } from './scene.ts';

const FOUR = ['w1', 'w2', 'w3', 'w4'];
const EIGHT = Array.from({ length: 8 }, (_, n) => `worker-${n + 1}`);

/** Situations in which something is wrong with what a group holds. */
export const HOLDING_SCENARIOS: readonly Scenario[] = [
  {
    name: 'one dead of eight',
    what: 'worker-7 takes 128 entries and dies; the other seven keep up.',
    why: 'Nothing is unread and acknowledgements go on, so a group has one good offset. Redis knows who holds what.',
    phases: [
      calm(200, (scene) => flow(scene, 40, 48, EIGHT)),
      {
        name: 'worker-7 is dead',
        seconds: 300,
        act(scene, second) {
          if (second === 0) {
            scene.add(128);
            scene.worker('worker-7').ack();
            scene.worker('worker-7').read(128);
          }
          flow(
            scene,
            40,
            48,
            EIGHT.filter((name) => name !== 'worker-7'),
          );
        },
        allowed: CALM,
        detect: {
          status: 'dead-consumer',
          withinSeconds: 75,
          says: /^worker-7 is dead\. .* still holds 1[0-3]\d entries\./,
        },
      },
    ],
  },
  {
    name: 'all dead',
    what: 'Four consumers die at once, each with entries in hand.',
    why: 'Both see it: nobody commits. Only one of them says who held what.',
    phases: [
      calm(200, (scene) => flow(scene, 20, 24)),
      {
        name: 'all are dead',
        seconds: 300,
        act(scene, second) {
          scene.add(24);
          if (second === 0) for (const name of FOUR) scene.worker(name).read(6);
        },
        // They did call after they got it; only time tells slow from dead.
        allowed: [...CALM, 'slow-consumer'],
        detect: { status: 'dead-consumer', withinSeconds: 75, says: /^All 4 consumers are dead\./ },
      },
    ],
  },
  {
    name: 'stalled acknowledging',
    what: 'Consumers read on, and nothing is acknowledged any more.',
    why: 'Redis has two cursors. By the one that is delivered all is well; by the other nothing happens.',
    phases: [
      calm(200, (scene) => flow(scene, 10, 12)),
      {
        name: 'nothing is acknowledged',
        seconds: 300,
        act(scene) {
          scene.add(10);
          for (const name of FOUR) scene.worker(name).read(3);
        },
        // True, and the first sign of it.
        allowed: [...CALM, 'slow-consumer'],
        detect: { status: 'stalled-acknowledging', withinSeconds: 150, says: /^Nothing is acknowledged\./ },
      },
    ],
  },
  {
    name: 'poison',
    what: 'One entry fails wherever it goes; every 5 s another consumer claims it. All else flows.',
    why: 'One entry more or less shows in no offset. Its deliveries do.',
    phases: [
      calm(200, (scene) => flow(scene, 20, 24)),
      {
        name: 'one entry fails',
        seconds: 200,
        act: poison,
        allowed: CALM,
        detect: {
          status: 'poison-entry',
          withinSeconds: 60,
          says: /^An entry keeps failing\. It was delivered \d+ times/,
        },
      },
    ],
  },
  {
    name: 'ghosts',
    what: 'A consumer holds 50 entries; they are trimmed away under it.',
    why: 'They can never be worked on, and a claim makes them vanish without a word. No offset shows that.',
    phases: [
      calm(100, (scene) => flow(scene, 20, 24)),
      {
        name: 'trimmed while pending',
        seconds: 200,
        act(scene, second) {
          if (second === 0) {
            scene.add(50);
            scene.worker('w9').read(50);
          }
          scene.worker('w9').reread(1);
          flow(scene, 20, 24);
          if (second === 30) scene.trim(60);
        },
        allowed: [...CALM, 'slow-consumer'],
        detect: { status: 'ghosts', withinSeconds: 60, says: /^Pending entries have left the stream\./ },
      },
    ],
  },
  {
    name: 'slow consumer',
    what: 'One of four hangs on one entry and goes on calling; the others keep up.',
    why: 'One consumer that hangs delays what depends on it. The group as a whole moves on, and only that is an offset.',
    phases: [
      calm(300, (scene) => flow(scene, 20, 24)),
      {
        name: 'w4 hangs',
        seconds: 120,
        act(scene) {
          scene.add(20);
          const [first] = scene.worker('w4').hand;
          if (first !== undefined && !scene.kept.has('hangs')) scene.kept.set('hangs', first);
          for (const name of FOUR) {
            scene.worker(name).ack(Infinity, new Set([scene.kept.get('hangs') ?? '']));
            scene.worker(name).read(6);
          }
        },
        allowed: CALM,
        detect: { status: 'slow-consumer', withinSeconds: 60, says: /^w4 is slow\./ },
      },
    ],
  },
];

function poison(scene: Scene, second: number): void {
  scene.add(20);
  if (second === 1) scene.kept.set('fails', scene.worker('w1').hand[0] ?? '');
  const failing = scene.kept.get('fails') ?? '';
  const keeps = new Set([failing]);
  for (const name of FOUR) {
    scene.worker(name).ack(Infinity, keeps);
    scene.worker(name).read(6);
  }
  if (second % 5 === 4 && failing !== '') {
    const next = FOUR[((second / 5) % 4) | 0] ?? 'w1';
    for (const name of FOUR) scene.worker(name).hand = scene.worker(name).hand.filter((id) => id !== failing);
    scene.command(['XCLAIM', scene.stream, scene.group, next, 0, failing]);
  }
}
