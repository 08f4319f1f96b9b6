import { targetInput } from '@weir/domain/alerts/channel';
import type { ChannelAnswer } from '@weir/domain/wire/alert-answers';
import { describe, expect, test } from 'vitest';
import { type ChannelDraft, channelDraft, channelForm, NEW_CHANNEL, newSecret } from './channel-draft.ts';

const answer: ChannelAnswer = {
  channelId: 'c1',
  name: 'ops',
  enabled: true,
  kind: 'email',
  to: 'ops@example.org through mail.example.org:587',
  quiet: { from: 22 * 60, to: 7 * 60 + 5, butCritical: false },
  email: {
    host: 'mail.example.org',
    port: 587,
    security: 'starttls',
    user: 'weir',
    from: 'weir@example.org',
    to: ['ops@example.org', 'ann@example.org'],
  },
  last: null,
};
const fill = (change: Partial<ChannelDraft>): ChannelDraft => ({ ...NEW_CHANNEL, name: 'ops', ...change });
const MAIL = { kind: 'email', host: 'mail.example.org', from: 'a@b', to: 'a@b' } as const;
const troubles = (draft: ChannelDraft) => Object.keys(channelForm(draft).trouble).toSorted();

describe('the form of a channel', () => {
  test('of one that is there leaves its secrets empty, which keeps them', () => {
    const draft = channelDraft(answer);
    expect(draft).toMatchObject({
      password: '',
      quietFrom: '22:00',
      quietTo: '07:05',
      to: 'ops@example.org, ann@example.org',
    });
    expect(channelForm(draft).form).toMatchObject({
      channelId: 'c1',
      quiet: { from: 1_320, to: 425, butCritical: false },
      target: { kind: 'email', password: '', port: 587, to: ['ops@example.org', 'ann@example.org'] },
    });
    expect(troubles(channelDraft({ ...answer, kind: 'webhook', email: null }))).toEqual([]);
  });

  test('of a new one says what is missing', () => {
    expect(troubles(NEW_CHANNEL)).toEqual(['name', 'secret', 'url']);
    expect(troubles(fill({ url: 'example.org', secret: 'short' }))).toEqual(['secret', 'url']);
    expect(troubles(fill({ kind: 'slack', url: 'https://chat.example.org/x' }))).toEqual([]);
    expect(troubles(fill({ kind: 'email' }))).toEqual(['from', 'host', 'to']);
    expect(troubles(fill({ kind: 'email', host: 'a b', port: '0', from: 'x', to: 'a@b, c' }))).toEqual([
      'from',
      'host',
      'port',
      'to',
    ]);
  });

  test.each([
    [{ url: 'http://user:pw@127.0.0.1:9988/ok' }, { url: 'Without a user or password in it: they are not sent.' }],
    [{ url: `https://example.org/${'a'.repeat(3_000)}` }, { url: 'At most 2,000 characters.' }],
    [{ name: 'n'.repeat(101) }, { name: 'At most 100 characters.' }],
    [{ secret: 's'.repeat(201) }, { secret: 'At most 200 characters.' }],
    [{ ...MAIL, user: 'u'.repeat(321) }, { user: 'At most 320 characters.' }],
    [{ ...MAIL, password: 'p'.repeat(1_001) }, { password: 'At most 1,000 characters.' }],
    [{ ...MAIL, host: 'h'.repeat(256) }, { host: expect.any(String) }],
    [{ ...MAIL, from: `${'f'.repeat(320)}@b` }, { from: expect.any(String) }],
    [{ ...MAIL, to: Array.from({ length: 21 }, (_, at) => `a${at}@b`).join(' ') }, { to: 'At most 20 addresses.' }],
  ] as const)('marks what it refuses, with its limit: %o', (change, trouble) => {
    const draft = fill({ url: 'https://example.org/x', secret: 's'.repeat(16), ...change });
    expect(channelForm(draft)).toEqual({ form: null, trouble });
  });

  test('lets through at its limits what the server takes', () => {
    const web = fill({
      name: 'n'.repeat(100),
      url: `https://example.org/${'a'.repeat(1_980)}`,
      secret: 's'.repeat(200),
    });
    const mail = fill({ ...MAIL, host: 'h'.repeat(255), user: 'u'.repeat(320), from: `${'f'.repeat(318)}@b` });
    for (const draft of [web, { ...web, kind: 'slack' as const }, mail]) {
      const { form } = channelForm(draft);
      expect(targetInput.safeParse(form?.target).success).toBe(true);
    }
  });

  test('takes quiet hours whole or not at all', () => {
    const slack = { kind: 'slack', url: 'https://chat.example.org/x' } as const;
    expect(channelForm(fill(slack)).form?.quiet).toBeNull();
    expect(troubles(fill({ ...slack, quietFrom: '22:00' }))).toEqual(['quietTo']);
    expect(troubles(fill({ ...slack, quietFrom: '25:00', quietTo: '7' }))).toEqual(['quietFrom', 'quietTo']);
  });

  test('makes secrets that are long enough and no two alike', () => {
    expect(newSecret()).toMatch(/^[0-9a-f]{48}$/);
    expect(newSecret()).not.toBe(newSecret());
  });
});
