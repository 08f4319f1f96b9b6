import { describe, expect, test } from 'vitest';
import { alertMessage, messageTitle } from './alert-message.ts';
import type { Incident } from './incident.ts';
import { renderMessage } from './render-message.ts';

// 2026-11-20T14:32:08Z
const AT = 1_795_185_128_000;

function incident(change: Partial<Incident> = {}): Incident {
  return {
    incidentId: 'i1',
    ruleId: 'behind-main',
    connection: 'main',
    stream: 'runner:jobs',
    group: 'runners',
    severity: 'warning',
    rule: 'A group is behind by more than 1 m for 2 m',
    finding: 'runners on runner:jobs is 2 m 23 s behind',
    detail: '',
    openedAt: AT - 60_000,
    closedAt: null,
    closedBecause: '',
    ...change,
  };
}

const message = (incidents: readonly Incident[], kind: 'fired' | 'still-firing' | 'resolved' | 'test' = 'fired') =>
  alertMessage({
    kind,
    connection: { id: 'main', name: 'prod-eu-1' },
    incidents,
    origin: 'https://weir.example.org',
    at: AT,
  });

describe('a message', () => {
  test('says in its first line how bad, what and where', () => {
    expect(messageTitle(message([incident()]))).toBe('Warning: runners on runner:jobs is 2 m 23 s behind (prod-eu-1)');
    const critical = message([incident({ severity: 'critical' })], 'still-firing');
    expect(messageTitle(critical)).toMatch(/^Still critical: /);
    expect(messageTitle(message([incident({ closedAt: AT })], 'resolved'))).toMatch(/^Resolved: /);
  });

  test('is no "resolved" where nothing became better, but nobody looks any more', () => {
    const changed = incident({ closedAt: AT, closedBecause: 'the rule was changed' });
    const one = message([changed], 'resolved');
    expect(messageTitle(one)).toMatch(/^Closed: /);
    expect(JSON.stringify(renderMessage(one, 'slack'))).toContain('Over after 1 m: the rule was changed.');
    expect(messageTitle(message([changed, incident({ closedAt: AT })], 'resolved'))).toMatch(/^Resolved: /);
  });

  test('that tells it again says how old its figures are', () => {
    const again = JSON.stringify(renderMessage(message([incident()], 'still-firing'), 'slack'));
    expect(again).toContain('is 2 m 23 s behind. Found so 1 m ago; fires since.');
  });

  test('links to its incident, and of many to the page', () => {
    expect(message([incident()]).link).toBe('https://weir.example.org/c/main/alerts/i1');
    expect(message([incident(), incident({ incidentId: 'i2' })]).link).toBe('https://weir.example.org/c/main/alerts');
  });

  test('of many incidents is one, lists ten and counts the rest', () => {
    const many = Array.from({ length: 300 }, (_, at) => incident({ incidentId: `i${at}` }));
    const one = message(many);
    expect(one.incidents).toHaveLength(10);
    expect(one.more).toBe(290);
    expect(messageTitle(one)).toContain('A group is behind by more than 1 m for 2 m: 300');
    for (const kind of ['webhook', 'slack', 'email'] as const) {
      expect(JSON.stringify(renderMessage(one, kind)).length).toBeLessThan(10_000);
    }
  });

  test('is as bad as the worst of them', () => {
    expect(message([incident(), incident({ severity: 'critical' })]).severity).toBe('critical');
  });
});

describe('a rendered message', () => {
  test('for a webhook is JSON with everything in it', () => {
    const rendered = renderMessage(message([incident()]), 'webhook');
    expect(rendered.as).toBe('json');
    expect(JSON.parse(rendered.as === 'json' ? rendered.body : '')).toMatchObject({
      version: 1,
      title: 'Warning: runners on runner:jobs is 2 m 23 s behind (prod-eu-1)',
      kind: 'fired',
      severity: 'warning',
      connection: { id: 'main', name: 'prod-eu-1' },
      rule: { id: 'behind-main' },
      incidents: [{ id: 'i1', stream: 'runner:jobs', group: 'runners', openedAt: AT - 60_000, closedAt: null }],
      more: 0,
      at: AT,
    });
  });

  test('for Slack cannot call everybody or hide a link, whatever a stream is named', () => {
    const nasty = incident({ finding: '<!channel> & <https://evil.example|click> is behind' });
    const rendered = renderMessage(message([nasty]), 'slack');
    const body = rendered.as === 'json' ? rendered.body : '';
    const { text, attachments } = JSON.parse(body) as { text: string; attachments: { text: string; color: string }[] };
    expect(text).toContain('&lt;!channel&gt; &amp; &lt;https://evil.example|click&gt;');
    expect(attachments[0]?.text).not.toContain('<!channel>');
    expect(attachments[0]?.text).toContain('<https://weir.example.org/c/main/alerts/i1|Open>');
  });

  test('for mail has a subject of one line, the rule, and how long it lasted when it is over', () => {
    const over = incident({ closedAt: AT, closedBecause: 'it is no longer there' });
    const rendered = renderMessage(message([over], 'resolved'), 'email');
    if (rendered.as !== 'mail') throw new Error('not a mail');
    expect(rendered.subject).not.toMatch(/[\r\n]/);
    expect(rendered.text).toContain('Over after 1 m: it is no longer there.');
    expect(rendered.text).toContain('Rule: A group is behind by more than 1 m for 2 m');
    expect(rendered.text).toContain('14:32:08 UTC');
  });
});
