import { describe, expect, test } from 'vitest';
import { CostGauge, processorMsIn } from './cost-gauge.ts';

/** Polls every five seconds, each estimated at 20 ms, on a server that others use too. */
function pollsOn({ each, others = 0, estimated = 20 }: { each: number; others?: number; estimated?: number }) {
  const gauge = new CostGauge();
  let [at, processorMs] = [0, 1_000];
  const goOn = (ms: number, ours: number) => {
    at += ms;
    processorMs += ours + ms * others;
    return { at, processorMs };
  };
  return {
    gauge,
    run(count: number): CostGauge {
      for (let poll = 0; poll < count; poll += 1) {
        gauge.begin(goOn(4_900, 0));
        gauge.end(goOn(100, each), estimated);
      }
      return gauge;
    },
  };
}

describe('what polls cost', () => {
  test('is the estimate until Redis has told twice', () => {
    const { run } = pollsOn({ each: 40 });
    expect(run(1)).toMatchObject({ scale: 1, isMeasured: false });
    expect(run(1).scale).toBeCloseTo(1.3);
  });

  test.each([30, 20, 14])('is learned within a minute: %s ms', (each) => {
    const gauge = pollsOn({ each }).run(13);
    expect(gauge.scale).toBeCloseTo(each / 20, 1);
    expect(gauge.isMeasured).toBe(true);
  });

  test('leaves out what others take of Redis meanwhile', () => {
    expect(pollsOn({ each: 30, others: 0.2 }).run(20).scale).toBeCloseTo(1.5, 1);
  });

  test('is not read from a Redis that others keep busy', () => {
    expect(pollsOn({ each: 30, others: 0.3 }).run(20)).toMatchObject({ scale: 1, isMeasured: false });
  });

  test('of tiny polls is read from many of them together', () => {
    const { run } = pollsOn({ each: 0.4, estimated: 0.2 });
    expect(run(25).isMeasured).toBe(false);
    expect(run(2).isMeasured).toBe(true);
  });

  test('stays within reason, whatever a server reports', () => {
    expect(pollsOn({ each: 100_000 }).run(40).scale).toBeLessThanOrEqual(10);
    expect(pollsOn({ each: 0 }).run(40).scale).toBeGreaterThanOrEqual(0.5);
  });

  test('is not read across a restart, nor from a server that does not say', () => {
    const { gauge, run } = pollsOn({ each: 20 });
    run(2);
    const { scale } = gauge;
    gauge.begin({ at: 20_000, processorMs: 3 });
    gauge.end({ at: 20_100, processorMs: 400 }, 20);
    expect(gauge.scale).toBe(scale);
    gauge.begin(undefined);
    gauge.end(undefined, 20);
    gauge.begin({ at: 30_000, processorMs: 3 });
    gauge.end({ at: 30_100, processorMs: 400 }, 20);
    expect(gauge.scale).toBe(scale);
  });
});

describe('the processor time in INFO', () => {
  test('is that of the thread that answers', () => {
    const all = '# CPU\r\nused_cpu_sys:1.5\r\nused_cpu_user:2.5\r\nused_cpu_sys_children:9.0\r\n';
    expect(processorMsIn(all)).toBe(4_000);
    const threads = 'used_cpu_sys_main_thread:0.5\r\nused_cpu_user_main_thread:0.25\r\n';
    expect(processorMsIn(all + threads)).toBe(750);
  });

  test('is not known where it is not there', () => {
    expect(processorMsIn('# CPU\r\n')).toBeUndefined();
    expect(processorMsIn('used_cpu_sys:1.5\r\n')).toBeUndefined();
  });
});
