import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';
import { WebSocket } from 'ws';

// Runs as a process of its own: many tabs of one console. Reads no row, so that what it costs is the network's part.
// Told { open: n } it opens that many sockets in all; told { count: true } it tells what arrived since the last time.
// One token serves so many viewers as the server lets one person have tabs.
const [, , url = '', tokens = '', connection = ''] = process.argv;
const PER_TOKEN = 20;
const sockets: WebSocket[] = [];
// The TCP connections under them: their bytes are what is paid for.
const connections: Socket[] = [];
let bytesBefore = 0;
let arrivals: { version: number; at: number; madeAt: number }[] = [];
let frames = 0;

// Sound: ws calls it with one object of options, the one of the many forms of net.connect that is written here.
const createConnection = ((options: TcpNetConnectOpts) => {
  const made = connect(options);
  connections.push(made);
  return made;
}) as typeof connect;

process.on('message', (order: { open?: number; count?: true }) => {
  if (order.open !== undefined) void openUntil(order.open).then(() => process.send?.({ opened: sockets.length }));
  if (order.count) {
    const bytes = bytesSoFar();
    process.send?.({ bytes: bytes - bytesBefore, frames, arrivals });
    bytesBefore = bytes;
    frames = 0;
    arrivals = [];
  }
});

async function openUntil(count: number): Promise<void> {
  for (const socket of sockets.splice(count)) socket.terminate();
  while (sockets.length < count) {
    const token = tokens.split(',')[Math.floor(sockets.length / PER_TOKEN)] ?? '';
    const socket = new WebSocket(url, {
      headers: { authorization: `Bearer ${token}` },
      skipUTF8Validation: true,
      createConnection,
    });
    const pictured = new Promise<void>((resolve) => {
      socket.on('message', (text: Buffer) => {
        arrived(text);
        resolve();
      });
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('open', resolve);
    });
    sockets.push(socket);
    socket.send(JSON.stringify({ watch: { connection, version: 0, boot: '' } }));
    await pictured;
  }
  bytesBefore = bytesSoFar();
}

function bytesSoFar(): number {
  return connections.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
}

function arrived(text: Buffer): void {
  frames += 1;
  const at = Date.now();
  // The head of a frame is enough: kind, version and when the poll behind it was finished stand there.
  const head = text.subarray(0, 6_000).toString('latin1');
  if (!head.includes('"kind":"delta"')) return;
  const version = Number(/"version":(\d+)/.exec(head)?.[1]);
  const polledAt = Number(/"polledAtHere":(\d+)/.exec(head)?.[1]);
  const took = Number(/"lastDurationMs":([\d.]+)/.exec(head)?.[1]);
  arrivals.push({ version, at, madeAt: polledAt + took });
}
