import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerUnread } from './answer-unread.ts';

let server: Server;
let port = 0;
beforeAll(async () => {
  server = createServer({ headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 50 }, (_, response) =>
    response.end(),
  );
  server.on('clientError', answerUnread);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  ({ port } = address);
});
afterAll(() => server.close());

/** What comes on a connection on which this is sent, until it is closed. */
async function answerTo(sent: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let came = '';
  socket.on('data', (bytes: Buffer) => (came += bytes.toString()));
  if (sent !== '') socket.write(sent);
  await once(socket, 'close');
  return came;
}

test('a connection that was opened ahead is closed without a word', async () => {
  expect(await answerTo('')).toBe('');
});

test('a request that does not come to its end is told so, and one that is none', async () => {
  expect(await answerTo('GET / HTTP/1.1\r\nhost: ')).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(await answerTo('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n(.*\r\n)*x-content-type-options/);
});
