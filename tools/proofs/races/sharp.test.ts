import { createHash } from 'node:crypto';
import type { Call } from '@weir/domain/actions/call';
import { PERFORM, type PerformTable } from '@weir/redis/changes/perform';
import { inSteps } from '@weir/redis/changes/run-steps';
import type { Stepper } from '@weir/redis/changes/step';
import { acknowledge } from '@weir/redis/changes/steps/acknowledge';
import { addEntry } from '@weir/redis/changes/steps/add-entry';
import { claim } from '@weir/redis/changes/steps/claim';
import { deleteStream } from '@weir/redis/changes/steps/delete-stream';
import { destroyGroup } from '@weir/redis/changes/steps/destroy-group';
import { dropUnusedGroup } from '@weir/redis/changes/steps/drop-unused-group';
import { movePosition } from '@weir/redis/changes/steps/move-position';
import { removeConsumer } from '@weir/redis/changes/steps/remove-consumer';
import { resendEntry } from '@weir/redis/changes/steps/resend-entry';
import { restore } from '@weir/redis/changes/steps/restore';
import { restoreStream } from '@weir/redis/changes/steps/restore-stream';
import { trim } from '@weir/redis/changes/steps/trim';
import { expect, test } from 'vitest';
import { dice } from '../truth/dice.ts';
import { raceAdding } from './adding-race.ts';
import { raceGroups } from './group-race.ts';
import { racePending } from './pending-race.ts';
import { openCourse } from './race-course.ts';
import { raceRedrive } from './redrive-race.ts';
import { raceRemoval } from './removal-race.ts';
import { raceStream } from './stream-race.ts';
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
  [
    'what a consumer read since, when removing it',
    { ...PERFORM, 'remove-consumer': inSteps(spoiled(removeConsumer, [['if left ~= 0 then', 'if false then']])) },
    raceRemoval,
  ],
  [
    'how far a group read since, when destroying it',
    {
      ...PERFORM,
      'destroy-group': inSteps(
        spoiled(destroyGroup, [
          ["if value_of(facts, 'last-delivered-id') ~= seen then", 'if false then'],
          ["if value_of(facts, 'pending') ~= tonumber(pending) then", 'if false then'],
        ]),
      ),
    },
    raceRemoval,
  ],
  [
    'the entries of a group, when destroying it',
    { ...PERFORM, 'destroy-group': inSteps(spoiled(destroyGroup, [['if #keep ~= n then', 'if false then']])) },
    raceRemoval,
  ],
  [
    'whether somebody moved the group back',
    { ...PERFORM, 'move-position': inSteps(spoiled(movePosition, [['if less(current, seen) or', 'if']])) },
    raceGroups,
  ],
  [
    'whether a move forward is one back by now',
    {
      ...PERFORM,
      'move-position': inSteps(
        spoiled(movePosition, [[' or (less(seen, position) and not less(current, position)) then', ' then']]),
      ),
    },
    raceGroups,
  ],
  [
    'whether a group was used since it was made',
    {
      ...PERFORM,
      'drop-unused-group': inSteps(
        spoiled(dropUnusedGroup, [
          ["if value_of(facts, 'last-delivered-id') ~= position then", 'if false then'],
          ["if value_of(facts, 'pending') > 0 or value_of(facts, 'consumers') > 0 then", 'if false then'],
        ]),
      ),
    },
    raceGroups,
  ],
  [
    'whether the stream may be made anew by what is added',
    { ...PERFORM, 'add-entry': inSteps(spoiled(addEntry, [["elseif ARGV[5] ~= '1' then", 'elseif false then']])) },
    raceAdding,
  ],
  [
    'the ids that it restores',
    {
      ...PERFORM,
      restore: inSteps(
        spoiled(restore, [
          ["keeps and id or '*'", "'*'"],
          ['not less(top, id)', 'false'],
        ]),
      ),
    },
    raceAdding,
  ],
  [
    'that what was sent again leaves the dead letters',
    { ...PERFORM, 'resend-entry': inSteps(spoiled(resendEntry, [["change('XDEL', source, ARGV[7])", '']])) },
    raceRedrive,
  ],
  [
    'groups that were made since, when deleting a stream',
    {
      ...PERFORM,
      'delete-stream': inSteps(
        spoiled(deleteStream, [["if not known[field_of(group, 'name')] then", 'if false then']]),
      ),
    },
    raceStream,
  ],
  [
    'whether the stream to be deleted is the one that was seen',
    {
      ...PERFORM,
      'delete-stream': inSteps(
        spoiled(deleteStream, [["if added and ARGV[8] ~= '' and added < tonumber(ARGV[8]) then", 'if false then']]),
      ),
    },
    raceStream,
  ],
  [
    'what has the name of the stream that comes back',
    {
      ...PERFORM,
      'restore-stream': inSteps(
        spoiled(restoreStream, [
          ["if redis.call('EXISTS', key) == 1 then", 'if false then'],
          ["change('RENAMENX', trash, key)", "change('RENAME', trash, key)"],
        ]),
      ),
    },
    raceStream,
  ],
])('the races notice when a step does not look at %s', { timeout: 120_000 }, async (_, perform, race) => {
  const course = await openCourse(perform);
  const thrown = dice(7);
  const random = (): number => thrown.between(0, 999_999) / 1_000_000;
  let wrong: string[] = [];
  for (let run = 0; run < 400 && wrong.length === 0; run += 1) wrong = await race(course, run, random);
  await course.close();
  expect(wrong.length).toBeGreaterThan(0);
});
