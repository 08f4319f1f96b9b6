import { describe, expect, test } from 'vitest';
import { createLiveHub, type ViewerSink } from './live-hub.ts';
import { NAMES, NOON, readFrame, rehearse, seenGroup, seenStream } from './rehearsal.ts';
import type { Watch } from './watch.ts';

// Frames are made in pieces; here every piece but none of the network takes no time.
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

async function stageWithHub() {
  const stage = rehearse();
  const clock = { at: NOON };
  // Sound for the hub: it reads a watch's id and board alone.
  const watch = { ...NAMES, board: stage.board } as unknown as Watch;
  const hub = createLiveHub(new Map([['main', watch]]), 'boot-1', () => clock.at);
  await stage.poll({ first: true, changed: [seenStream('s', [seenGroup()])] });
  const poll = async () => {
    await stage.poll();
    hub.publish('main');
    await settled();
  };
  const seat = () => {
    const frames: Uint8Array[] = [];
    const closed: string[] = [];
    const sink = { buffered: 0 };
    const viewerSink: ViewerSink = {
      send: (frame) => frames.push(frame),
      get bufferedBytes() {
        return sink.buffered;
      },
      close: (why) => closed.push(why),
    };
    const viewer = hub.attach(viewerSink);
    const watchFrom = async (version: number, boot = 'boot-1') => {
      viewer.receive(JSON.stringify({ watch: { connection: 'main', version, boot } }));
      await settled();
    };
    const kinds = () => frames.map((frame) => String(readFrame(frame)['kind']));
    return { viewer, frames, closed, sink, watchFrom, kinds };
  };
  return { stage, hub, clock, poll, seat };
}

describe('live updates', () => {
  test('a new viewer gets the picture, then a delta per poll', async () => {
    const { poll, seat } = await stageWithHub();
    const one = seat();
    await one.watchFrom(0, '');
    await poll();
    await poll();
    expect(one.kinds()).toEqual(['picture', 'delta', 'delta']);
    const versions = one.frames.map((frame) => readFrame(frame)['version']);
    expect(readFrame(one.frames[2])['from']).toBe(versions[1]);
  });

  test('all viewers are given the very same bytes', async () => {
    const { poll, seat } = await stageWithHub();
    const seats = Array.from({ length: 50 }, seat);
    for (const { watchFrom } of seats) void watchFrom(0, '');
    await settled();
    await poll();
    expect(new Set(seats.map(({ frames }) => frames[0])).size).toBe(1);
    expect(new Set(seats.map(({ frames }) => frames[1])).size).toBe(1);
  });

  test('a viewer that comes back resumes with one delta from its version', async () => {
    const { stage, poll, seat } = await stageWithHub();
    const version = stage.board.version;
    await poll();
    await poll();
    const back = seat();
    await back.watchFrom(version);
    expect(readFrame(back.frames[0])).toMatchObject({ kind: 'delta', from: version, version: version + 2 });
  });

  test('what was published while a picture was made follows at once', async () => {
    const { stage, hub, seat } = await stageWithHub();
    const one = seat();
    const asked = one.watchFrom(0, '');
    await stage.poll();
    hub.publish('main');
    await asked;
    await settled();
    expect(one.kinds()).toEqual(['picture', 'delta']);
    expect(readFrame(one.frames.at(-1))['version']).toBe(stage.board.version);
  });

  test('who asks again or leaves while a picture is made is not sent the old answer', async () => {
    const { seat } = await stageWithHub();
    const [twice, left] = [seat(), seat()];
    const asked = [twice.watchFrom(0, ''), twice.watchFrom(0, ''), left.watchFrom(0, '')];
    left.viewer.detach();
    await Promise.all(asked);
    expect(twice.kinds()).toEqual(['picture']);
    expect(left.kinds()).toEqual([]);
  });

  test('versions of another process are not resumed', async () => {
    const { seat, stage } = await stageWithHub();
    const back = seat();
    await back.watchFrom(stage.board.version, 'boot-0');
    expect(back.kinds()).toEqual(['picture']);
  });

  test('a viewer that does not keep up is skipped and caught up when it drained', async () => {
    const { poll, seat, hub, clock } = await stageWithHub();
    const slow = seat();
    await slow.watchFrom(0, '');
    slow.sink.buffered = 300 * 1024;
    await poll();
    await poll();
    expect(slow.kinds()).toEqual(['picture']);
    slow.sink.buffered = 0;
    clock.at += 1_000;
    hub.tend();
    await settled();
    expect(slow.kinds()).toEqual(['picture', 'delta']);
    expect(slow.closed).toEqual([]);
  });

  test('a viewer that does not drain within ten seconds is closed, one that moves is not', async () => {
    const { poll, seat, hub, clock } = await stageWithHub();
    const [stopped, moving] = [seat(), seat()];
    for (const viewer of [stopped, moving]) {
      await viewer.watchFrom(0, '');
      viewer.sink.buffered = 900 * 1024;
    }
    await poll();
    for (let seconds = 0; seconds < 12; seconds += 1) {
      clock.at += 1_000;
      moving.sink.buffered -= 10 * 1024;
      hub.tend();
    }
    expect(stopped.closed.at(0)).toBe('too-slow');
    expect(moving.closed).toEqual([]);
  });

  test('viewers are counted while they watch', async () => {
    const { stage, seat } = await stageWithHub();
    const [one, two] = [seat(), seat()];
    await one.watchFrom(0, '');
    await two.watchFrom(0, '');
    await one.watchFrom(0, '');
    expect(stage.board.viewers).toBe(2);
    one.viewer.detach();
    expect(stage.board.viewers).toBe(1);
  });

  test.each([
    '',
    '[]',
    '{"watch":{"connection":"main","version":-1,"boot":""}}',
    '{"watch":{"connection":"other","version":0,"boot":""}}',
  ])('anything but a watch request closes: %s', async (text) => {
    const { seat } = await stageWithHub();
    const odd = seat();
    odd.viewer.receive(text);
    expect(odd.closed).toEqual(['bad-request']);
    expect(odd.frames).toEqual([]);
  });

  test('a dismissed viewer is told before it is closed', async () => {
    const { seat } = await stageWithHub();
    const one = seat();
    one.viewer.dismiss();
    expect(one.kinds()).toEqual(['bye']);
    expect(one.closed).toEqual(['signed-out']);
  });
});
