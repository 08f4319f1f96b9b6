import { flow } from './calm-scenarios.ts';
import { CALM, calm, type Scenario } from './scenario.ts';
import type { Scene } from './scene.ts';

const FOUR = ['w1', 'w2', 'w3', 'w4'];

/** Situations in which something is wrong with how a group reads. */
export const READING_SCENARIOS: readonly Scenario[] = [
  {
    name: 'burst and drain',
    what: '20/s, for a minute 150/s, the group manages 50/s; then it drains.',
    why: 'The burst is over and the rest goes by itself. A warning with an end, and no alarm that consumers are slow.',
    phases: [
      calm(300, (scene) => flow(scene, 20, 52)),
      { name: 'the burst', seconds: 60, act: (scene) => flow(scene, 150, 52), allowed: CALM },
      {
        name: 'it drains',
        seconds: 200,
        act: (scene) => flow(scene, 20, 52),
        allowed: CALM,
        detect: { status: 'catching-up', withinSeconds: 60, says: /^Producer burst, now over\./ },
      },
      calm(100, (scene) => flow(scene, 20, 52), 'it is over'),
    ],
  },
  {
    name: 'climbing saw-tooth',
    what: 'A group that takes what it can every half minute, and each time leaves more behind.',
    why: 'Lag goes down in every tooth, so "lag never decreases" is never true; its lows climb, and that is what counts.',
    phases: [
      calm(300, (scene) => flow(scene, 20, 24)),
      {
        name: 'the teeth climb',
        seconds: 600,
        act(scene, second) {
          scene.add(20);
          for (const name of FOUR) scene.worker(name).ack();
          if (second % 30 >= 20) for (const name of FOUR) scene.worker(name).read(13);
        },
        allowed: CALM,
        detect: { status: 'falling-behind', withinSeconds: 300, says: /Out fell from|More comes in than goes out/ },
      },
    ],
  },
  {
    name: 'slow consumers',
    what: '40/s come in; at one moment the four consumers go from 44/s to 30/s.',
    why: 'Both see it. Only one of them says since when, by how much, and that nobody is dead.',
    phases: [
      calm(300, (scene) => flow(scene, 40, 44)),
      {
        name: 'consumers slow down',
        seconds: 400,
        act: (scene, second) => flow(scene, 40, second % 2 === 0 ? 28 : 32),
        allowed: CALM,
        detect: {
          status: 'falling-behind',
          withinSeconds: 150,
          says: /^Consumers slowed down\. Out fell from 4\d\/s to \d\d\/s at 12:0[45]:\d\d while in stayed normal\./,
        },
      },
      {
        name: 'they are mended',
        seconds: 300,
        act: (scene) => flow(scene, 40, 80),
        allowed: [...CALM, 'falling-behind', 'catching-up'],
      },
    ],
  },
  {
    name: 'stalled reading',
    what: 'Consumers are alive and re-read what they hold, but ask for nothing new.',
    why: 'Somebody commits all the time, always the same. Both call it stalled.',
    phases: [
      calm(300, (scene) => flow(scene, 20, 24)),
      {
        name: 'nobody takes new entries',
        seconds: 300,
        act(scene) {
          scene.add(20);
          for (const name of FOUR) {
            scene.worker(name).ack();
            scene.worker(name).reread();
          }
        },
        allowed: [...CALM, 'falling-behind'],
        detect: { status: 'stalled-reading', withinSeconds: 150, says: /^Nobody takes new entries\./ },
      },
    ],
  },
  {
    name: 'no consumers',
    what: 'All consumers are stopped properly, with nothing in hand; entries go on coming in.',
    why: 'Nobody commits any more, which the other rules call stopped once it lasted as long as their window.',
    phases: [
      calm(200, (scene) => flow(scene, 20, 24)),
      {
        name: 'they finish',
        seconds: 2,
        act: (scene) => FOUR.forEach((name) => scene.worker(name).ack()),
        allowed: CALM,
      },
      {
        name: 'nobody reads',
        seconds: 200,
        act: (scene) => scene.add(20),
        allowed: CALM,
        detect: { status: 'no-consumers', withinSeconds: 80, says: /^Nobody reads\./ },
      },
    ],
  },
  {
    name: 'trimmed unread',
    what: 'A group stops; the producer keeps the newest 2,000 entries, and trims what was never read.',
    why: 'Lag of a group whose entries are gone looks bounded. What is lost is lost, and it is counted.',
    phases: [
      calm(200, (scene) => trimmed(scene, 44)),
      {
        name: 'trimmed ahead of the group',
        seconds: 200,
        act(scene) {
          scene.add(40);
          scene.trim(2_000);
        },
        allowed: [...CALM, 'ghosts', 'dead-consumer'],
        detect: {
          status: 'losing-data',
          withinSeconds: 60,
          says: /^Entries were trimmed before readers read them\. [\d,]+ entries are gone since 12:0[34]/,
        },
      },
    ],
  },
  {
    name: 'rewind',
    what: 'An operator moves the position back by 250 s; the group reads those entries again.',
    why: 'Somebody wanted it, and it drains: a warning that names the move. For the other rules a step back is an error.',
    phases: [
      calm(300, (scene) => flow(scene, 20, 60)),
      {
        name: 'after the move',
        seconds: 140,
        act(scene, second) {
          if (second === 0) scene.moveTo(`${scene.at - 250_000}-0`);
          flow(scene, 20, 60);
        },
        allowed: CALM,
        detect: { status: 'catching-up', withinSeconds: 45, says: /^The position was moved back at 12:05:0\d\./ },
      },
      calm(100, (scene) => flow(scene, 20, 60), 'it is over'),
    ],
  },
];

function trimmed(scene: Scene, out: number): void {
  flow(scene, 40, out);
  scene.trim(2_000);
}
