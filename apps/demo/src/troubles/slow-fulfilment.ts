import { lastWhileKeyExists } from './cause.ts';
import type { Trouble } from './trouble.ts';

/** The database behind fulfilment gets slow: 25 entries a second out, 40 in. */
export const slowFulfilment: Trouble = {
  atMs: 25_000,
  says: 'fulfilment on orders slows down to 25 entries a second while 40 come in',
  async begin(scene) {
    const pace = scene.traffic.pace('fulfilment');
    const usual = { ...pace };
    await lastWhileKeyExists(scene, 'slow-fulfilment', () => Object.assign(pace, usual));
    Object.assign(pace, { batch: 5, workMs: 800 });
  },
};
