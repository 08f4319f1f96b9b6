import { expect, test, vi } from 'vitest';
import { startCommandTap, type CommandTap } from '../../../../tools/proofs/crash/command-tap.ts';
import { startActing } from './rig/acting-redis.ts';

const GO = { resume: false, signal: { aborted: false } };

test('the call behind one whose last answer was lost is carried out', async () => {
  let tap: CommandTap | undefined;
  const acting = await startActing({
    url: async (rig) => {
      tap = await startCommandTap(rig.port);
      return `redis://127.0.0.1:${tap.port}`;
    },
  });
  const { rig, changer, write } = acting;
  try {
    await rig.call('XGROUP', 'CREATE', 's', 'g', '0', 'MKSTREAM');
    for (let n = 0; n < 300; n += 1) await rig.call('XADD', 's', '*', 'n', n);
    await rig.call('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', 300, 'STREAMS', 's', '>');
    const seen = await acting.seen('s', 'g');
    const base = { kind: 'acknowledge', job: 'lost-answer', stream: 's', group: 'g' } as const;
    const first = { ...base, number: 1, entries: seen.slice(0, 250) };
    let scripts = 0;
    if (tap === undefined) throw new Error('no tap');
    // The script is not known at first, so the second time it is named is the second step; it runs, unheard.
    tap.decide = (name) => (name === 'EVALSHA' && ++scripts === 2 ? 'after' : 'none');
    expect(await changer.run(first, GO)).toMatchObject({ outcome: 'unknown' });
    await vi.waitUntil(
      () => {
        write.retryNow();
        return write.session !== undefined;
      },
      { timeout: 20_000 },
    );
    expect(await changer.run(first, { ...GO, resume: true })).toMatchObject({ outcome: 'done', result: { done: 250 } });
    const second = { ...base, number: 2, entries: seen.slice(250) };
    expect(await changer.run(second, GO)).toMatchObject({ outcome: 'done', result: { done: 50 } });
  } finally {
    await acting.close();
    await tap?.stop();
  }
});
