import { type Policy, policySettings } from '@weir/domain/policies/policy';
import type { PolicyRun } from '@weir/domain/policies/policy-run';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../open-store.ts';
import { AT, beginningOf, endingOf, jobOf, planOf } from '../rig/sample-job.ts';
import { storeRig, type StoreRig } from '../rig/store-rig.ts';
import { runOf } from './read-policies.ts';

let rig: StoreRig;
let store: Store;
beforeEach(async () => {
  rig = storeRig();
  store = await rig.open({ threads: false });
});
afterEach(() => rig.end());

const settings = policySettings.parse({
  name: 'small orders',
  connection: 'main',
  on: { stream: 'orders' },
  keep: { keep: 'needed' },
  schedule: { everyMs: 60_000 },
});

function policy(policyId: string, change: Partial<Policy> = {}): Policy {
  return {
    policyId,
    settings,
    fingerprint: 'f',
    state: 'on',
    because: '',
    reason: 'CHG-1',
    savedBy: 'ann',
    savedAt: AT,
    dealtWith: AT,
    ...change,
  };
}

function run(runId: string, change: Partial<PolicyRun> = {}): PolicyRun {
  return {
    runId,
    policyId: 'p',
    fingerprint: 'f',
    connection: 'main',
    stream: 'orders',
    group: null,
    dueAt: AT,
    begunAt: AT,
    endedAt: null,
    planId: `plan-${runId}`,
    jobId: null,
    auditId: null,
    outcome: null,
    removed: 0,
    freedBytes: null,
    heldBy: null,
    sentence: '',
    facts: null,
    ...change,
  };
}

const records = (id: string) =>
  [
    { type: 'begun', body: beginningOf(id, { action: 'save-policy' }) },
    { type: 'ended', body: endingOf(id) },
  ] as const;
const token = async (holder = 'a', on = store): Promise<{ token: number }> => {
  const lease = await on.policies.takeLease(holder, 10_000);
  if (lease === null) throw new Error('somebody else has it');
  return { token: lease.token };
};

describe('policies', () => {
  test('are kept with the record of who saved them, over a restart', async () => {
    await store.policies.savePolicy(policy('p'), records('x'));
    await store.policies.savePolicy(policy('p', { state: 'off' }), records('y'));
    await store.close();
    store = await rig.open({ threads: false });
    expect(await store.policies.policies()).toEqual([policy('p', { state: 'off' })]);
    expect(await store.audit.count({ action: 'save-policy' })).toBe(2);
    expect(await store.audit.verify()).toMatchObject({ intact: true, records: 4 });
  });

  test('have names of their own on a connection; a refused one leaves no record', async () => {
    await store.policies.savePolicy(policy('p'), records('x'));
    const second = store.policies.savePolicy(policy('q'), records('y'));
    await expect(second).rejects.toMatchObject({
      reason: 'refused',
      sentence: expect.stringContaining('small orders'),
    });
    await store.policies.savePolicy(policy('q', { settings: { ...settings, connection: 'other' } }), []);
    expect(await store.policies.policies()).toHaveLength(2);
    expect(await store.audit.count({})).toBe(1);
  });

  test('go with their record, and their runs stay', async () => {
    await store.policies.savePolicy(policy('p'), []);
    await store.policies.addRun(run('r'), await token());
    await store.policies.removePolicy('p', records('x'));
    expect(await store.policies.policy('p')).toBeUndefined();
    expect(await store.policies.runs({ policyId: 'p', limit: 9 })).toHaveLength(1);
    await expect(store.policies.removePolicy('p', [])).rejects.toMatchObject({ reason: 'not-found' });
  });

  test('remember a dry run for a day', async () => {
    const dryRun = { dryRunId: 'd', fingerprint: 'f', actor: 'ann', at: AT };
    await store.policies.saveDryRun(dryRun);
    expect(await store.policies.dryRun('d')).toEqual(dryRun);
    rig.now += 90_000_000;
    await store.policies.saveDryRun({ ...dryRun, dryRunId: 'e', at: rig.now });
    expect(await store.policies.dryRun('d')).toBeUndefined();
  });
});

describe('a policy that stops itself', () => {
  test('is stopped with the record of it', async () => {
    await store.policies.savePolicy(policy('p'), []);
    expect(await store.policies.stopPolicy('p', 'f', 'far more than usual', records('x'))).toBe(true);
    expect(await store.policies.policy('p')).toEqual(policy('p', { state: 'stopped', because: 'far more than usual' }));
    expect(await store.audit.record('x')).toBeDefined();
  });

  test.each([
    ['changed', (): Promise<void> => store.policies.savePolicy(policy('p', { fingerprint: 'g' }), [])],
    ['switched off', (): Promise<void> => store.policies.savePolicy(policy('p', { state: 'off' }), [])],
    ['removed', (): Promise<void> => store.policies.removePolicy('p', [])],
  ])('leaves one alone that was %s meanwhile, and leaves no record', async (_, change) => {
    await store.policies.savePolicy(policy('p'), []);
    await change();
    const now = await store.policies.policy('p');
    expect(await store.policies.stopPolicy('p', 'f', 'far more than usual', records('x'))).toBe(false);
    expect(await store.policies.policy('p')).toEqual(now);
    expect(await store.audit.record('x')).toBeUndefined();
  });
});

describe('the lease', () => {
  test('is one holder’s at a time, outlives a restart, and goes on with a new number', async () => {
    expect(await store.policies.takeLease('a', 1_000)).toMatchObject({ token: 1 });
    expect(await store.policies.takeLease('b', 1_000)).toBeNull();
    await store.close();
    store = await rig.open({ threads: false });
    expect(await store.policies.takeLease('b', 1_000)).toBeNull();
    rig.now += 1_000;
    expect(await store.policies.takeLease('b', 1_000)).toMatchObject({ holder: 'b', token: 2 });
    expect(await store.policies.lease()).toMatchObject({ holder: 'b', token: 2 });
  });

  test('of many that ask at once, one gets it', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.policies.takeLease(`weir-${index}`, 1_000)),
    );
    expect(all.filter((lease) => lease !== null)).toHaveLength(1);
  });

  test('fences what comes late: no run, and no job, begins under an old number', async () => {
    const old = await token('a');
    rig.now += 10_000;
    const now = await token('b');
    const late = { reason: 'busy', sentence: expect.stringContaining('came too late') };
    for (const planId of ['plan-late', 'plan-j', 'plan-by-hand']) await store.journal.savePlan(planOf(planId));
    await expect(store.policies.addRun(run('late'), old)).rejects.toMatchObject(late);
    await expect(store.policies.dealtWith('p', AT, old)).rejects.toMatchObject(late);
    await expect(store.journal.begin(jobOf('late'), beginningOf('late'), old)).rejects.toMatchObject(late);
    expect(await store.journal.job('late')).toBeUndefined();
    expect(await store.audit.record('late')).toBeUndefined();
    await store.journal.begin(jobOf('j'), beginningOf('j'), now);
    await store.journal.begin(jobOf('by-hand', { stream: 'other' }), beginningOf('by-hand'));
  });
});

describe('runs', () => {
  beforeEach(() => store.policies.savePolicy(policy('p'), []));

  test('happen once for a due time, unless Weir ended before they began', async () => {
    const fence = await token();
    await store.policies.addRun(run('r1'), fence);
    await expect(store.policies.addRun(run('r2'), fence)).rejects.toMatchObject({ reason: 'busy' });
    await store.policies.addRun(run('other', { stream: 'mail' }), fence);
    expect((await store.policies.openRuns()).map(({ runId }) => runId)).toEqual(['r1', 'other']);
    const ending = {
      jobId: null,
      auditId: null,
      removed: 0,
      freedBytes: null,
      heldBy: null,
      sentence: 'x',
      endedAt: AT + 5,
    };
    await store.policies.endRun('r1', { ...ending, outcome: 'interrupted' });
    await store.policies.addRun(run('r2'), fence);
    await store.policies.endRun('r2', { ...ending, outcome: 'done', removed: 7 });
    await expect(store.policies.addRun(run('r3'), fence)).rejects.toMatchObject({ reason: 'busy' });
    await expect(store.policies.endRun('r2', { ...ending, outcome: 'done' })).rejects.toMatchObject({
      reason: 'refused',
    });
    expect(await store.policies.runs({ policyId: 'p', stream: 'orders', limit: 9 })).toMatchObject([
      { runId: 'r2', outcome: 'done', removed: 7, endedAt: AT + 5 },
      { runId: 'r1', outcome: 'interrupted' },
    ]);
    expect(await store.policies.runs({ connection: 'main', limit: 9, before: 'other' })).toMatchObject([
      { runId: 'r1' },
    ]);
  });

  test('on groups of one stream are not the same, and each is asked for by itself', async () => {
    const fence = await token();
    for (const group of [null, '', 'a', 'b']) await store.policies.addRun(run(`on-${group}`, { group }), fence);
    await expect(store.policies.addRun(run('again', { group: '' }), fence)).rejects.toMatchObject({ reason: 'busy' });
    const onA = await store.policies.runs({ policyId: 'p', stream: 'orders', group: 'a', limit: 9 });
    expect(onA).toMatchObject([{ runId: 'on-a', group: 'a' }]);
    expect(await store.policies.runs({ group: null, limit: 9 })).toMatchObject([{ runId: 'on-null' }]);
  });

  test('and policies of before there were two kinds are read as trims of whole streams', async () => {
    const { does: _does, ...before } = settings;
    const { group: _group, ...first } = run('first');
    // Sound: what was written then.
    await store.policies.savePolicy(policy('p', { settings: before as Policy['settings'] }), []);
    expect((await store.policies.policy('p'))?.settings).toEqual(settings);
    expect(runOf(JSON.stringify(first))).toMatchObject({ runId: 'first', group: null });
  });

  test('are kept to the newest 500, and one at work is never forgotten', async () => {
    const fence = await token();
    await store.policies.addRun(run('open'), fence);
    for (let at = 1; at <= 510; at += 1) {
      await store.policies.addRun(run(`r${at}`, { dueAt: AT + at, outcome: 'nothing', endedAt: AT + at }), fence);
    }
    const kept = await store.policies.runs({ policyId: 'p', limit: 1_000 });
    expect(kept).toHaveLength(501);
    expect(kept.at(-1)?.runId).toBe('open');
  });

  test('of many streams leave each of them the runs it is compared with', async () => {
    const fence = await token();
    for (let at = 1; at <= 42; at += 1) {
      for (let stream = 0; stream < 15; stream += 1) {
        const change = { stream: `s${stream}`, dueAt: AT + at, outcome: 'nothing', endedAt: AT + at } as const;
        await store.policies.addRun(run(`r${at}-${stream}`, change), fence);
      }
    }
    for (let stream = 0; stream < 15; stream += 1) {
      const kept = await store.policies.runs({ policyId: 'p', stream: `s${stream}`, group: null, limit: 100 });
      expect(kept.map(({ runId }) => runId)).toEqual(Array.from({ length: 40 }, (_, at) => `r${42 - at}-${stream}`));
    }
  });

  test.each([
    ['switched off', (): Promise<void> => store.policies.savePolicy(policy('p', { state: 'off' }), [])],
    ['changed', (): Promise<void> => store.policies.savePolicy(policy('p', { fingerprint: 'g' }), [])],
    ['removed', (): Promise<void> => store.policies.removePolicy('p', [])],
  ])('of a policy that was %s meanwhile do not begin', async (_, change) => {
    const fence = await token();
    await change();
    await expect(store.policies.addRun(run('late'), fence)).rejects.toMatchObject({
      reason: 'busy',
      sentence: expect.stringContaining('switched off, changed or removed'),
    });
    expect(await store.policies.openRuns()).toEqual([]);
    await store.policies.addRun(run('told', { outcome: 'nothing', endedAt: AT }), fence);
  });

  test('a due time is dealt with once, and never goes back', async () => {
    const fence = await token();
    await store.policies.dealtWith('p', AT + 60_000, fence);
    await store.policies.dealtWith('p', AT + 30_000, fence);
    await store.policies.dealtWith('removed', AT, fence);
    expect((await store.policies.policy('p'))?.dealtWith).toBe(AT + 60_000);
  });

  test('are held up until a person says otherwise', async () => {
    expect(await store.policies.heldUp()).toBeNull();
    await store.policies.holdUp('The clock jumped.');
    await store.policies.holdUp('The clock jumped again.');
    expect(await store.policies.heldUp()).toBe('The clock jumped again.');
    await store.policies.holdUp(null);
    expect(await store.policies.heldUp()).toBeNull();
  });
});
