import { describe, expect, test } from 'vitest';
import { type ChannelTarget, completed, shownTarget, targetInput } from './channel.ts';

const webhook: ChannelTarget = {
  kind: 'webhook',
  url: 'https://hooks.example.org/secret/path?k=1',
  secret: 's'.repeat(20),
};
const mail: ChannelTarget = {
  kind: 'email',
  host: 'mail.example.org',
  port: 587,
  security: 'starttls',
  user: 'weir',
  password: 'hunter2hunter2',
  from: 'weir@example.org',
  to: ['ops@example.org'],
};

describe('a channel', () => {
  test('shows where it sends to without what may be secret', () => {
    expect(shownTarget(webhook)).toBe('hooks.example.org/…');
    expect(shownTarget(mail)).toBe('ops@example.org through mail.example.org:587');
    expect(JSON.stringify([shownTarget(webhook), shownTarget(mail)])).not.toMatch(/secret|hunter2|k=1/);
  });

  test('keeps the secrets a form leaves empty', () => {
    expect(completed({ kind: 'webhook', url: '', secret: '' }, webhook)).toEqual(webhook);
    expect(completed({ ...mail, password: '', port: 25 }, mail)).toEqual({ ...mail, port: 25 });
    expect(completed({ kind: 'slack', url: '' }, { kind: 'slack', url: 'https://a.example/x' })).toEqual({
      kind: 'slack',
      url: 'https://a.example/x',
    });
  });

  test('never sends a password to another host than the one it was given for', () => {
    expect(completed({ ...mail, host: 'evil.example', password: '' }, mail)).toMatchObject({ password: '' });
  });

  test('without an address, or of another kind before, is none', () => {
    expect(completed({ kind: 'webhook', url: '', secret: '' }, undefined)).toBeUndefined();
    expect(completed({ kind: 'slack', url: '' }, webhook)).toBeUndefined();
    expect(completed({ kind: 'webhook', url: 'https://a.example', secret: '' }, undefined)).toBeUndefined();
  });

  test.each([
    ['ftp://a.example/', false],
    ['javascript:alert(1)', false],
    ['https://user:pw@a.example/', false],
    ['not an address', false],
    ['http://127.0.0.1:9000/x', true],
  ])('the address %s is one: %s', (url, fits) => {
    expect(targetInput.safeParse({ kind: 'slack', url }).success).toBe(fits);
  });

  test.each(['a@b\r\nBcc: c@d', 'no-at', 'a b@c', '<a@b>'])('the mail address %j is none', (to) => {
    expect(targetInput.safeParse({ ...mail, to: [to] }).success).toBe(false);
  });
});
