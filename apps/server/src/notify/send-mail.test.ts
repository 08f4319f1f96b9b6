import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { sendMail } from './send-mail.ts';

interface Got {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

const open: SMTPServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
});

type Options = ConstructorParameters<typeof SMTPServer>[0];

/** A real SMTP server on a free port. */
async function startSmtp(options: Options = {}): Promise<{ readonly port: number; readonly got: Got[] }> {
  const got: Got[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        got.push({ from, to: envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(parts).toString() });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  open.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A TCP server's address is always an object.
  return { port: (server.server.address() as AddressInfo).port, got };
}

const mail = (port: number, change: object = {}, withinMs = 5_000) =>
  sendMail({
    target: {
      kind: 'email',
      host: '127.0.0.1',
      port,
      security: 'none',
      user: '',
      password: '',
      from: 'weir@example.org',
      to: ['ann@example.org', 'bob@example.org'],
      ...change,
    },
    subject: 'Warning: ünread (main)',
    text: 'Rule: A group is behind\nhttps://weir.example.org/c/main/alerts/i1',
    deliveryId: 'i1.c1.fired.0',
    withinMs,
  });

describe('a mail', () => {
  test('arrives with its subject and text, at everybody, under a name by which a repetition is known', async () => {
    const { port, got } = await startSmtp();
    expect(await mail(port)).toEqual({ ok: true });
    expect(got).toMatchObject([{ from: 'weir@example.org', to: ['ann@example.org', 'bob@example.org'] }]);
    expect(got[0]?.text).toContain('Message-ID: <i1.c1.fired.0@weir>');
    expect(got[0]?.text).toContain('https://weir.example.org/c/main/alerts/i1');
    expect(got[0]?.text).toMatch(/^Subject: .*=C3=BC/m);
  });

  test('is sent with user and password; a wrong one is said, and not repeated to anybody', async () => {
    const { port } = await startSmtp({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'weir' && password === 'right'
          ? done(null, { user: username })
          : done(new Error(`no: ${String(password)}`)),
    });
    expect(await mail(port, { user: 'weir', password: 'right' })).toEqual({ ok: true });
    const refused = await mail(port, { user: 'weir', password: 'hunter2' });
    expect(refused).toMatchObject({ ok: false, sentence: expect.stringContaining('did not accept the user') });
    expect(JSON.stringify(refused)).not.toContain('hunter2');
  });

  test('is not sent in the clear where STARTTLS was asked for and is not offered', async () => {
    const { port, got } = await startSmtp();
    expect(await mail(port, { security: 'starttls' })).toMatchObject({ ok: false });
    expect(got).toEqual([]);
  });

  test('is not sent to a server whose certificate nobody vouches for', async () => {
    const { port, got } = await startSmtp({ disabledCommands: [] });
    expect(await mail(port, { security: 'starttls' })).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('certificate that is not trusted'),
    });
    expect(got).toEqual([]);
  });

  test('that the server refuses did not arrive', async () => {
    const { port } = await startSmtp({ onRcptTo: (_address, _session, done) => done(new Error('nobody here')) });
    expect(await mail(port)).toEqual({
      ok: false,
      sentence: '127.0.0.1 refused the sender or a recipient (550).',
    });
  });

  test('that the server never takes is given up in time', async () => {
    const { port } = await startSmtp({ onConnect: () => undefined });
    const begun = performance.now();
    expect(await mail(port, {}, 400)).toMatchObject({ ok: false });
    expect(performance.now() - begun).toBeLessThan(9_000);
  });
});
