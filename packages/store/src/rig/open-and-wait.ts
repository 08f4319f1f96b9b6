import { openStore } from '../open-store.ts';
import { beginningOf } from './sample-job.ts';

// A Weir of its own process: opens the folder, adds one record if it may, says how it stands, and stays until killed.
const store = await openStore(process.argv[2] ?? '', { now: Date.now });
const state = store.state();
if (state === 'ok') await store.audit.add({ type: 'begun', body: beginningOf('first') });
const said = state === 'ok' ? 'ok' : `${state.trouble} ${await store.audit.count({})} records`;
process.stdout.write(`${said}\n`);
setInterval(() => undefined, 60_000);
