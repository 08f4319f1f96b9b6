import { connect } from 'node:net';

// Runs as a process of its own: a plain client that asks PING once per millisecond and times the answers. Told
// { measureMs } it tells { p50, p99, max, count }, in ms.
const socket = connect(Number(process.argv[2]), '127.0.0.1');
socket.setNoDelay(true);
let answered: (() => void) | undefined;
socket.on('data', () => answered?.());

async function ping(): Promise<number> {
  const before = performance.now();
  await new Promise<void>((resolve) => {
    answered = resolve;
    socket.write('PING\r\n');
  });
  return performance.now() - before;
}

process.on('message', (order: { measureMs: number }) => {
  void measure(order.measureMs).then((times) => process.send?.(times));
});

async function measure(forMs: number): Promise<{ p50: number; p99: number; max: number; count: number }> {
  const end = performance.now() + forMs;
  const times: number[] = [];
  while (performance.now() < end) {
    times.push(await ping());
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1), count: times.length };
}
