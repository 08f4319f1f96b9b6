import { AT_START } from '@weir/domain/actions/work';
import { openStore } from '../open-store.ts';
import { beginningOf, callOf, endingOf, jobOf, LINEAGE, planOf, settledOf } from './sample-job.ts';

// Writes job after job until it is killed, and says of each step that is on disk: "<job> <settled calls> <ended>".
const CALLS = 7;
const { journal } = await openStore(process.argv[2] ?? '', { now: Date.now });
for (let number = 1; ; number += 1) {
  const jobId = `j${number}`;
  await journal.savePlan(planOf(`plan-${jobId}`));
  await journal.begin(jobOf(jobId, { open: callOf(jobId, 1, []), lineage: LINEAGE }), beginningOf(`audit-${jobId}`));
  process.stdout.write(`${number} 0 0\n`);
  for (let call = 1; call <= CALLS; call += 1) {
    const next = call === CALLS ? null : { call: callOf(jobId, call + 1, []), lineage: LINEAGE };
    await journal.settle(jobId, settledOf(call), { ...AT_START, number: call }, next);
    process.stdout.write(`${number} ${call} 0\n`);
  }
  await journal.end(jobId, 'done', '', 'done', endingOf(`audit-${jobId}`));
  process.stdout.write(`${number} ${CALLS} 1\n`);
}
