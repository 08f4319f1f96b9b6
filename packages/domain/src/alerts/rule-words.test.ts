import { describe, expect, test } from 'vitest';
import { known, unknown } from '../known/known.ts';
import { alertRuleSchema, type Watched } from './alert-rule.ts';
import { builtInRules } from './built-in-rules.ts';
import { findingWords } from './finding-words.ts';
import { ruleWords, subjectsWords } from './rule-words.ts';

const groups = (when: Extract<Watched, { over: 'groups' }>['when'], change = {}): Watched => ({
  over: 'groups',
  streams: '*',
  groups: '*',
  except: '',
  when,
  ...change,
});
const figure = { is: 'figure', op: 'above', value: 60_000, clear: null } as const;

describe('a rule in words', () => {
  test('is a sentence with its figures', () => {
    const watched = groups({ ...figure, metric: 'behindMs' });
    expect(ruleWords({ watched, forMs: 120_000 })).toBe('A group is behind by more than 1 m for 2 m');
    expect(ruleWords({ watched, forMs: 0 })).toBe('A group is behind by more than 1 m');
    const memory: Watched = { over: 'connection', when: { ...figure, metric: 'memoryShare', value: 85 } };
    expect(ruleWords({ watched: memory, forMs: 0 })).toBe('Redis uses more than 85% of its maxmemory');
    const quiet: Watched = { over: 'streams', streams: 'a*', except: '', when: { ...figure, metric: 'quietMs' } };
    expect(ruleWords({ watched: quiet, forMs: 0 })).toBe('The last entry of a stream is older than 1 m');
  });

  test('says what it looks at', () => {
    const when = { is: 'status', status: 'behind' } as const;
    expect(subjectsWords(groups(when))).toBe('all groups');
    expect(subjectsWords(groups(when, { except: '*:dlq' }))).toBe('all groups, without *:dlq');
    expect(subjectsWords(groups(when, { streams: 'orders*' }))).toBe('groups on orders*');
    expect(subjectsWords(groups(when, { groups: 'billing' }))).toBe('billing');
    expect(subjectsWords({ over: 'connection', when: { is: 'unreachable' } })).toBe('the connection');
  });

  test('of those one starts with is each another one, and each is a rule that can be saved', () => {
    const rules = builtInRules('main');
    expect(new Set(rules.map((rule) => ruleWords(rule))).size).toBe(rules.length);
    expect(new Set(rules.map(({ ruleId }) => ruleId)).size).toBe(rules.length);
    for (const rule of rules) expect(alertRuleSchema.safeParse(rule).success).toBe(true);
  });
});

describe('what was seen', () => {
  const subject = { stream: 'runner:jobs', group: 'runners' };
  const saw = (watched: Watched, change = {}) => findingWords(watched, { subject, figure: unknown('x'), ...change });

  test('is the subject with its figure', () => {
    const watched = groups({ ...figure, metric: 'behindMs' });
    expect(saw(watched, { figure: known(143_000) })).toBe('runners on runner:jobs is 2 m 23 s behind');
    const deliveries = groups({ ...figure, metric: 'deliveries', value: 5 });
    expect(saw(deliveries, { figure: known(17) })).toBe('an entry of runners on runner:jobs was delivered 17 times');
  });

  test('is the state in words', () => {
    expect(saw(groups({ is: 'status', status: 'dead-consumer' }))).toBe(
      'runners on runner:jobs has a dead consumer that holds entries',
    );
    expect(saw({ over: 'connection', when: { is: 'unreachable' } })).toBe('Redis cannot be reached');
  });

  test('shortens names nobody could read', () => {
    const long = { stream: 's'.repeat(5_000), group: 'g' };
    const watched = groups({ ...figure, metric: 'unread' });
    expect(saw(watched, { subject: long, figure: known(2_000) }).length).toBeLessThan(300);
  });
});

describe('a rule that makes no sense', () => {
  const [rule] = builtInRules('main');
  const parse = (change: object) => alertRuleSchema.safeParse({ ...rule, ...change }).success;

  test('is refused: clear on the wrong side, a figure of something else, a repeat of seconds', () => {
    const when = { ...figure, metric: 'behindMs' };
    expect(parse({ watched: groups({ ...figure, metric: 'behindMs' }) })).toBe(true);
    expect(
      parse({ watched: { ...groups({ is: 'level', least: 'critical' }), when: { ...when, clear: 90_000 } } }),
    ).toBe(false);
    expect(parse({ watched: { over: 'streams', streams: '*', except: '', when } })).toBe(false);
    expect(parse({ watched: { over: 'groups', streams: '', groups: '*', except: '', when } })).toBe(false);
    expect(parse({ repeatMs: 5_000 })).toBe(false);
    expect(parse({ ruleId: '../x' })).toBe(false);
  });
});
