import { describe, expect, test } from 'vitest';
import { CostGauge, processorMsIn } from './cost-gauge.ts';

/** Polls every five seconds, each estimated at 20 ms, on a server that others use too. */
function pollsOn(world: { each: number; others?: number; estimated?: number }) {
  const { others = 0, estimated = 20 } = world;
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
        gauge.end(goOn(100, world.each), estimated);
      }
      return gauge;
    },
  };
}

describe('what polls cost', () => {
  test('is the estimate until Redis has told of three polls', () => {
    const { run } = pollsOn({ each: 40 });
    expect(run(3)).toMatchObject({ scale: 1, isMeasured: false });
    expect(run(1)).toMatchObject({ scale: 2, isMeasured: true });
  });

  test('is learned anew when it changes', () => {
    const world = { each: 40 };
    const { run } = pollsOn(world);
    run(20);
    world.each = 14;
    expect(run(4).scale).toBeCloseTo(0.7);
  });

  test('leaves out what others take of Redis meanwhile', () => {
    expect(pollsOn({ each: 30, others: 0.2 }).run(20).scale).toBeCloseTo(1.5);
  });

  test('is not read where others take more of Redis than a poll does', () => {
    expect(pollsOn({ each: 30, others: 0.21 }).run(20)).toMatchObject({ scale: 1, isMeasured: false });
  });

  test('does not follow a long command of somebody else', () => {
    const world = { each: 20 };
    const { run } = pollsOn(world);
    run(10);
    world.each = 400;
    run(2);
    world.each = 20;
    expect(run(1).scale).toBeCloseTo(1);
  });

  test('of tiny polls is read from many of them together', () => {
    const { run } = pollsOn({ each: 0.4, estimated: 0.2 });
    expect(run(75).isMeasured).toBe(false);
    expect(run(5).isMeasured).toBe(true);
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
