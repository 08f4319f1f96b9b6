import { WebSocketServer } from 'ws';

// Runs as a process of its own: the plain way to keep viewers up to date. Told { picture } it keeps those rows; told
// { send: true } it turns the whole picture into text once per viewer and sends it, as one subscription per viewer does.
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
let picture: unknown = {};

server.on('listening', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 });
});
server.on('connection', (socket) => socket.send('{"kind":"hello"}'));

process.on('message', (order: { picture?: unknown; send?: true }) => {
  if (order.picture !== undefined) picture = order.picture;
  if (order.send) void sendToEach();
});

// One after the other: all texts at once are gigabytes, and the question is what making and sending them costs.
async function sendToEach(): Promise<void> {
  for (const socket of server.clients) {
    await new Promise<void>((resolve) => {
      socket.send(JSON.stringify(picture), () => resolve());
    });
  }
}
