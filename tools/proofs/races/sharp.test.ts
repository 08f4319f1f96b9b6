import { createHash } from 'node:crypto';
import type { Call } from '@weir/domain/actions/call';
import { PERFORM, type PerformTable } from '@weir/redis/changes/perform';
import { inSteps } from '@weir/redis/changes/run-steps';
import type { Stepper } from '@weir/redis/changes/step';
import { acknowledge } from '@weir/redis/changes/steps/acknowledge';
import { claim } from '@weir/redis/changes/steps/claim';
import { trim } from '@weir/redis/changes/steps/trim';
import { expect, test } from 'vitest';
import { dice } from '../truth/dice.ts';
import { racePending } from './pending-race.ts';
import { openCourse } from './race-course.ts';
import { raceTrim } from './trim-race.ts';

type Change = readonly [from: string, to: string];

/** The same steps with something of the script taken out or put wrong. */
function spoiled<C extends Call>(stepper: Stepper<C>, changes: readonly Change[]): Stepper<C> {
  let { text } = stepper.script;
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`the script has no ${from}`);
    text = text.replace(from, () => to);
  }
  return { ...stepper, script: { text, sha: createHash('sha1').update(text).digest('hex') } };
}

const OWNER: Change = ['row[2] ~= owner', 'false'];
const COUNT: Change = ['row[4] ~= count or', 'false and'];
// The same where all entries are looked at together.
const OWNERS: Change = ['row[2] == owner', 'true'];
const COUNTS: Change = ['row[4] == count and idle >= low', 'true'];

// What goes wrong without it, in at most so many races.
test.each<[string, PerformTable, typeof racePending]>([
  ['the owner, when claiming', { ...PERFORM, claim: inSteps(spoiled(claim, [OWNER])) }, racePending],
  ['the owner, when acknowledging', { ...PERFORM, acknowledge: inSteps(spoiled(acknowledge, [OWNER])) }, racePending],
  ['all the owners', { ...PERFORM, acknowledge: inSteps(spoiled(acknowledge, [OWNERS])) }, racePending],
  ['all the delivery counts and times', { ...PERFORM, claim: inSteps(spoiled(claim, [COUNTS])) }, racePending],
  ['the delivery count and time', { ...PERFORM, acknowledge: inSteps(spoiled(acknowledge, [COUNT])) }, racePending],
  [
    'that nothing is forced',
    {
      ...PERFORM,
      claim: inSteps(
        spoiled(claim, [
          ["if not row then skip(id, 'n')", 'if not row then kept = kept + 1 keep[kept] = id'],
          ["ids[#ids + 1] = 'JUSTID'", "ids[#ids + 1] = 'FORCE' ids[#ids + 1] = 'JUSTID'"],
        ]),
      ),
    },
    racePending,
  ],
  [
    'that the payload is there',
    { ...PERFORM, claim: inSteps(spoiled(claim, [['if #keep > 0 and not present then', 'if false then']])) },
    racePending,
  ],
  ['what groups need', { ...PERFORM, trim: inSteps(spoiled(trim, [['if guard then', 'if false then']])) }, raceTrim],
  [
    'what is pending',
    { ...PERFORM, trim: inSteps(spoiled(trim, [["if field_of(group, 'pending') > 0 then", 'if false then']])) },
    raceTrim,
  ],
  [
    'an id instead of a length',
    {
      ...PERFORM,
      trim: inSteps(
        spoiled(trim, [
          ["xtrim('~', bound, 'LIMIT', most)", "change('XTRIM', key, 'MAXLEN', '=', math.floor(length / 2))"],
        ]),
      ),
    },
    raceTrim,
  ],
])('the races notice when a step does not look at %s', { timeout: 60_000 }, async (_, perform, race) => {
  const course = await openCourse(perform);
  const thrown = dice(7);
  const random = (): number => thrown.between(0, 999_999) / 1_000_000;
  let wrong: string[] = [];
  for (let run = 0; run < 400 && wrong.length === 0; run += 1) wrong = await race(course, run, random);
  await course.close();
  expect(wrong.length).toBeGreaterThan(0);
});
