import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { redisClock } from './redis-clock.ts';
import { LiveStore } from './live-store.ts';
import { deltaFrame, groupRow, pictureFrame, summaryOf } from './test-rows.ts';

// Stands in for the browser's own WebSocket: what it does over the network is the server's test.
class Line extends EventTarget {
  readonly sent: unknown[] = [];
  readyState = 0;
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.readyState = 3;
  }
  opens(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  says(frame: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }
  breaks(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
}

function set() {
  const lines: Line[] = [];
  const store = new LiveStore(() => {
    const line = new Line();
    lines.push(line);
    // Sound: the store uses only what Line has of a WebSocket.
    return line as unknown as WebSocket;
  });
  const line = (at: number): Line => {
    const found = lines[at];
    if (found === undefined) throw new Error(`no socket number ${at} was opened`);
    return found;
  };
  return { store, lines, line };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the live store', () => {
  test('asks for the connection from nothing, then shows the picture', () => {
    const { store, line } = set();
    store.watch('main');
    line(0).opens();
    expect(line(0).sent).toEqual([{ watch: { connection: 'main', version: 0, boot: '' } }]);
    line(0).says(pictureFrame({ groups: [groupRow()] }));
    expect(store.state().picture?.groups.size).toBe(1);
    expect(store.state().socket.state).toBe('open');
  });

  test('after a gap it asks once with the version it stands at and ignores deltas until the answer', () => {
    const { store, line } = set();
    store.watch('main');
    line(0).opens();
    line(0).says(pictureFrame({}, { version: 4 }));
    line(0).says(deltaFrame(6));
    line(0).says(deltaFrame(7));
    expect(line(0).sent.slice(1)).toEqual([{ watch: { connection: 'main', version: 4, boot: 'first' } }]);
    expect(store.state().picture?.version).toBe(4);
    line(0).says(deltaFrame(4, {}, { version: 8 }));
    expect(store.state().picture?.version).toBe(8);
  });

  test('a lost socket keeps the picture, comes back by itself and resumes by version', () => {
    const { store, lines, line } = set();
    store.watch('main');
    line(0).opens();
    line(0).says(pictureFrame({ groups: [groupRow()] }, { version: 9 }));
    line(0).breaks();
    expect(store.state().socket.state).toBe('lost');
    expect(store.state().picture?.groups.size).toBe(1);
    vi.advanceTimersByTime(600);
    expect(lines.length).toBe(2);
    line(1).opens();
    expect(line(1).sent).toEqual([{ watch: { connection: 'main', version: 9, boot: 'first' } }]);
    line(1).says(deltaFrame(9));
    expect(store.state().socket.state).toBe('open');
  });

  test('stays lost since the first break however often it fails, and waits longer each time', () => {
    const { store, lines, line } = set();
    store.watch('main');
    line(0).breaks();
    const { socket } = store.state();
    const since = socket.state === 'lost' ? socket.since : 0;
    vi.advanceTimersByTime(600);
    line(1).breaks();
    const after = store.state().socket;
    expect(after).toMatchObject({ state: 'lost', since });
    vi.advanceTimersByTime(60_000);
    for (let at = 2; at < lines.length; at += 1) line(at).breaks();
    expect(lines.length).toBeLessThan(20);
  });

  test('a socket that falls silent is opened anew', () => {
    const { store, lines, line } = set();
    store.watch('main');
    line(0).opens();
    line(0).says(pictureFrame({}));
    vi.advanceTimersByTime(31_000);
    expect(lines.length).toBe(2);
    expect(line(0).readyState).toBe(3);
  });

  test('what an abandoned socket still says is not believed', () => {
    const { store, line } = set();
    store.watch('main');
    line(0).opens();
    store.retryNow();
    line(0).says(pictureFrame({ groups: [groupRow()] }));
    expect(store.state().picture).toBeNull();
  });

  test('bye ends it without another try', () => {
    const { store, lines, line } = set();
    store.watch('main');
    line(0).opens();
    line(0).says({ kind: 'bye' });
    line(0).breaks();
    vi.advanceTimersByTime(60_000);
    expect(store.state().socket.state).toBe('signed-out');
    expect(lines.length).toBe(1);
  });

  test('another connection starts with nothing on the same socket', () => {
    const { store, lines, line } = set();
    store.watch('main');
    line(0).opens();
    line(0).says(pictureFrame({ groups: [groupRow()] }));
    vi.stubGlobal('WebSocket', { OPEN: 1 });
    store.watch('other');
    vi.unstubAllGlobals();
    expect(store.state().picture).toBeNull();
    expect(lines.length).toBe(1);
    expect(line(0).sent.at(-1)).toEqual({ watch: { connection: 'other', version: 0, boot: '' } });
    line(0).says(pictureFrame({ groups: [groupRow()] }));
    expect(store.state().picture).toBeNull();
  });

  test('a delta without a new poll does not make an old picture look fresh', () => {
    vi.setSystemTime(1_000_000);
    const { store, line } = set();
    store.watch('main');
    line(0).opens();
    line(0).says(pictureFrame({}));
    line(0).says(deltaFrame(1, {}, { summary: summaryOf({ polledAt: 1_000_000, polledAtHere: 1_000_000 }) }));
    vi.setSystemTime(1_030_000);
    line(0).says(deltaFrame(2, {}, { summary: summaryOf({ polledAt: 1_000_000, polledAtHere: 1_000_000 }) }));
    expect(redisClock.now() - (store.state().picture?.summary.polledAt ?? 0)).toBe(30_000);
  });
});
