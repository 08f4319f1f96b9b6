import type { Scenario } from './scenario.ts';
import type { Scene } from './scene.ts';

/** Groups that read in batches. */
export const BATCH_SCENARIOS: readonly Scenario[] = [
  {
    name: 'batch group, learned',
    what: 'A reader that comes every 100 s, takes all there is and goes; at last it stays away.',
    why: 'Entries wait between two runs as they are meant to. Once its habit is known, only a run that stays away is a trouble.',
    phases: [
      {
        name: 'its habit is learned',
        seconds: 320,
        act: (scene, second) => runEvery(scene, second, 100),
        allowed: ['healthy', 'idle', 'no-consumers', 'batch'],
      },
      {
        name: 'runs as usual',
        seconds: 280,
        act: (scene, second) => runEvery(scene, second + 20, 100),
        allowed: ['batch'],
      },
      {
        name: 'a run is missing',
        seconds: 260,
        act(scene) {
          scene.worker('nightly').ack();
          scene.add(10);
        },
        allowed: ['batch'],
        detect: { status: 'late-batch', withinSeconds: 210, says: /^The batch is late\. Its run was due at 12:/ },
      },
    ],
  },
  {
    name: 'batch group, set',
    what: 'The health rules say that the group reads every 300 s. It does, and then does not.',
    why: 'What an operator knows needs not be learned: there is no alarm in the first run either.',
    limits: { batchEveryMs: 300_000 },
    phases: [
      { name: 'runs as set', seconds: 620, act: (scene, second) => runEvery(scene, second, 300), allowed: ['batch'] },
      {
        name: 'a run is missing',
        seconds: 380,
        act(scene) {
          scene.worker('nightly').ack();
          scene.add(10);
        },
        allowed: ['batch'],
        detect: {
          status: 'late-batch',
          withinSeconds: 350,
          says: /^The batch is late\..* It is to read every 5 m 00 s\./,
        },
      },
    ],
  },
];

function runEvery(scene: Scene, second: number, every: number): void {
  scene.add(10);
  const worker = scene.worker('nightly');
  worker.ack();
  if (second % every === every - 1) worker.read(100_000);
}
