import { describe, expect, test } from 'vitest';
import { startRedis } from '../rig/redis-rig.ts';
import { machineMirror } from './machine-mirror.ts';
import { needServer } from './need-server.ts';
import { serverBinary } from './server-binary.ts';
import { REQUIRED_SERVERS, SERVERS, type ServerName } from './server-names.ts';

describe.each(Object.keys(SERVERS) as ServerName[])('%s', (name) => {
  const demanded = REQUIRED_SERVERS.some((each) => each === name);

  test('runs, says by INFO what it is, and keeps streams', { timeout: 120_000 }, async (context) => {
    const found = await serverBinary(name);
    if (!found.there && !demanded) context.skip(found.because);
    const rig = await startRedis({ binary: await needServer(context, name) });
    try {
      const said = String(await rig.call('INFO', 'server'));
      const { product } = SERVERS[name];
      const version = new RegExp(`^${product}_version:(\\S+)`, 'm').exec(said)?.[1];
      // A suite may have moved on; whatever it is, the answer must be what the server says of itself.
      expect(found).toMatchObject({ version });
      expect(said.includes('server_name:valkey')).toBe(product === 'valkey');
      expect(await rig.call('XADD', 's', '1-0', 'f', 'v')).toBe('1-0');
    } finally {
      await rig.stop();
    }
  });
});

test('a machine without a Debian mirror says so instead of failing', () => {
  expect(machineMirror([])).toBeUndefined();
  expect(machineMirror(['deb http://mirror.example/ubuntu noble main\n'])).toBeUndefined();
});

test('the mirror is found in both forms of apt sources', () => {
  expect(machineMirror(['deb [arch=amd64] http://mirror.example/debian bookworm main\n'])?.uri).toBe(
    'http://mirror.example/debian',
  );
  expect(machineMirror(['Types: deb\n# a comment\nURIs: https://mirror.example/debian/\nSuites: sid\n'])?.uri).toBe(
    'https://mirror.example/debian/',
  );
});
