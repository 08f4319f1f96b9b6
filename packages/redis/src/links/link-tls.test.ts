import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { createServer as createTls, type Server } from 'node:tls';
import type { LinkState } from '@weir/domain/connections/link-state';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { freePort } from '../../../../tools/rig/free-port.ts';
import { Link } from './link.ts';
import { parseRedisUrl, type RedisAddress } from './redis-address.ts';

let folder: string;
let rig: RedisRig;
let tlsPort: number;
let ca: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weir-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', [...made, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
  ca = readFileSync(cert, 'utf8');
  tlsPort = await freePort();
  const files = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert];
  rig = await startRedis({ args: ['--tls-port', String(tlsPort), ...files, '--tls-auth-clients', 'no'] });
});
afterAll(async () => {
  await rig.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function firstState(address: RedisAddress): Promise<LinkState> {
  const link = new Link(address, 'poll');
  link.connect();
  await vi.waitUntil(() => link.state.state !== 'connecting', { timeout: 20_000, interval: 10 });
  const { state } = link;
  await link.close();
  return state;
}

describe('TLS', () => {
  test('connects when the certificate is trusted and made for that name', async () => {
    const address = { ...parseRedisUrl(`rediss://localhost:${tlsPort}`), trustedCa: ca };
    expect(await firstState(address)).toMatchObject({ state: 'up' });
  });

  test('a plain address and a TLS port', async () => {
    const state = await firstState(parseRedisUrl(`redis://127.0.0.1:${tlsPort}`));
    expect(state).toMatchObject({ state: 'down', reason: 'tls-mismatch' });
    expect(JSON.stringify(state)).toContain('write rediss://');
  });

  test('a TLS address and a plain port', async () => {
    const state = await firstState(parseRedisUrl(rig.url.replace('redis://', 'rediss://')));
    expect(state).toMatchObject({ state: 'down', reason: 'tls-mismatch' });
    expect(JSON.stringify(state)).toContain('write redis://');
  });

  test('an authority nobody trusts, and a certificate for another name', async () => {
    const untrusted = await firstState(parseRedisUrl(`rediss://localhost:${tlsPort}`));
    expect(untrusted).toMatchObject({ reason: 'tls-mismatch' });
    expect(JSON.stringify(untrusted)).toContain('NODE_EXTRA_CA_CERTS');
    const other = await firstState({ ...parseRedisUrl(`rediss://127.0.0.1:${tlsPort}`), trustedCa: ca });
    expect(other).toMatchObject({ reason: 'tls-mismatch' });
    expect(JSON.stringify(other)).toContain('another name');
  });

  test('a TLS server that is not Redis, met plainly', async () => {
    const server: Server = createTls({ key: readFileSync(join(folder, 'key.pem')), cert: ca });
    server.on('tlsClientError', () => {});
    const state = await withPort(server, (port) => firstState(parseRedisUrl(`redis://127.0.0.1:${port}`)));
    expect(state).toMatchObject({ reason: 'tls-mismatch' });
  });

  test('a silent port met with TLS is silent, not a mismatch', async () => {
    const sockets: { destroy(): void }[] = [];
    const server = createServer((socket) => void sockets.push(socket));
    const state = await withPort(server, (port) => firstState(parseRedisUrl(`rediss://127.0.0.1:${port}`)));
    for (const socket of sockets) socket.destroy();
    expect(state).toMatchObject({ reason: 'timed-out' });
  });
});

async function withPort<T>(
  server: Server | ReturnType<typeof createServer>,
  use: (port: number) => Promise<T>,
): Promise<T> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use((server.address() as AddressInfo).port); // A TCP server that listens has such an address.
  } finally {
    server.close();
  }
}
