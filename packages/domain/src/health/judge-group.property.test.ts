import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unknown } from '../known/known.ts';
import { plainSentence } from '../wire/plain-sentence.ts';
import { HEALTH_RULES } from './catalogue.ts';
import { judgeGroup } from './judge-group.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { Rehearsal, verdictOf, type Blur } from './rehearsal.ts';
import { LEVELS } from './status.ts';

// Whatever happens to a group, and in whatever order, some things about its verdict hold.

const CALM = new Set<string>(['healthy', 'idle', 'batch', 'unknown']);
const NAMES = ['a', 'b', 'c'] as const;
type Deed =
  | { readonly do: 'add' | 'trim' | 'wait' | 'gap'; readonly n: number }
  | { readonly do: 'read' | 'ack'; readonly by: (typeof NAMES)[number]; readonly n: number }
  | { readonly do: 'blur'; readonly how: number }
  | { readonly do: 'remove'; readonly by: (typeof NAMES)[number] };

const size = fc.integer({ min: 1, max: 80 });
const by = fc.constantFrom(...NAMES);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('add' as const), n: size }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('read' as const, 'ack' as const), by, n: size }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('trim' as const), n: size }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), n: fc.integer({ min: 1, max: 90 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('gap' as const), n: fc.integer({ min: 1, max: 200 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('blur' as const), how: fc.integer({ min: 0, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), by }) },
);

const BLURS: readonly Blur[] = [
  (group) => group,
  (group) => ({ ...group, consumerList: unknown('denied') }),
  (group) => ({ ...group, unread: { known: false, because: 'denied' }, oldestUnreadId: unknown('denied') }),
  (group) => ({ ...group, entriesRead: unknown('denied') }),
  (group) => ({ ...group, oldestPending: unknown('denied'), worstPending: unknown('denied') }),
];

function act(play: Rehearsal, what: Deed): void {
  switch (what.do) {
    case 'add':
      return play.add(what.n);
    case 'trim':
      return play.trim(what.n);
    case 'read':
      return play.read(what.by, what.n);
    case 'ack':
      return play.ack(what.by, what.n);
    case 'remove':
      play.consumers.delete(what.by);
      for (const [index, held] of play.pending) if (held.consumer === what.by) play.pending.delete(index);
      return;
    case 'blur':
      play.blur = BLURS[what.how] ?? ((group) => group);
      return;
    case 'gap':
      play.at += what.n * 1_000;
      return;
    case 'wait':
      return;
    default:
      what satisfies never;
  }
}

/** Plays a life and looks at every verdict in it. */
function live(deeds: readonly Deed[], options: { idleCountsAttempts: boolean }, look: (play: Rehearsal) => void): void {
  const play = new Rehearsal({ consumers: [...NAMES], ...options });
  for (const what of deeds) {
    act(play, what);
    for (let second = 0; second < (what.do === 'wait' ? what.n : 1); second += 2) {
      play.at += 2_000;
      play.poll();
      look(play);
    }
  }
}

const lives = fc.array(deed, { minLength: 3, maxLength: 40 });
const servers = fc.record({ idleCountsAttempts: fc.boolean() });
const RUNS = { numRuns: 250 };

describe('a verdict, whatever happens to the group', () => {
  test('looks at every rule, says why for each, and holds no figure that is none', () => {
    fc.assert(
      fc.property(lives, servers, (deeds, server) => {
        live(deeds, server, ({ judgement, at }) => {
          expect(judgement?.findings.map(({ rule }) => rule)).toEqual(
            judgement?.status === 'idle' && judgement.findings.length === 0 ? [] : HEALTH_RULES.map(({ name }) => name),
          );
          for (const { evidence, advice, verdict } of judgement?.findings ?? []) {
            expect(evidence.length).toBeGreaterThan(0);
            expect(advice === undefined).toBe(verdict !== 'fired');
          }
          const all = [
            judgement?.sentence,
            judgement?.clause,
            ...(judgement?.findings ?? []).map((one) => one.evidence),
          ];
          for (const sentence of all) {
            expect(plainSentence(sentence ?? [], at)).not.toMatch(/NaN|undefined|null|Infinity|\[object|−|(?:^|\s)-\d/);
          }
        });
      }),
      RUNS,
    );
  });

  test('names a status of which some rule tells, and its time only moves when it changes', () => {
    fc.assert(
      fc.property(lives, servers, (deeds, server) => {
        let before: Rehearsal['judgement'];
        live(deeds, server, ({ judgement, at }) => {
          if (judgement === undefined) throw new Error('no verdict');
          expect(judgement.since).toBeLessThanOrEqual(at);
          const stays = judgement.status === before?.status && judgement.level === before.level;
          if (before !== undefined) expect(judgement.since).toBe(stays ? before.since : at);
          const calm = CALM.has(judgement.status);
          const fired = judgement.findings.filter(({ verdict }) => verdict === 'fired');
          if (!calm) expect(fired.map(({ rule }) => rule)).toContain(judgement.status);
          // Never better than the worst that fired, however long a better one has to wait.
          for (const { level } of fired.filter(({ rule }) => rule !== 'rewound'))
            expect(LEVELS.indexOf(judgement.level)).toBeLessThanOrEqual(LEVELS.indexOf(level));
          before = judgement;
        });
      }),
      RUNS,
    );
  });

  test('calls nobody dead who called within the limit, who holds nothing, or whose calls are not known', () => {
    let deaths = 0;
    fc.assert(
      fc.property(lives, servers, (deeds, server) => {
        live(deeds, server, (play) => {
          if (verdictOf(play, 'dead-consumer') !== 'fired' || play.judgement?.status === 'idle') return;
          // A verdict that waits to get better may be two polls old.
          if (play.memory.betterCount > 0) return;
          deaths += 1;
          expect(play.situation().group.consumerList.known).toBe(true);
          const dead = [...play.consumers].filter(
            ([consumer, { lastCallAt }]) =>
              play.at - lastCallAt > DEFAULT_LIMITS.callMs &&
              [...play.pending.values()].some((held) => held.consumer === consumer),
          );
          expect(dead).not.toEqual([]);
        });
      }),
      RUNS,
    );
    expect(deaths).toBeGreaterThan(50);
  });

  test('calls no data lost before an entry was trimmed unread', () => {
    let losses = 0;
    fc.assert(
      fc.property(lives, servers, (deeds, server) => {
        let unreadTrimmed = false;
        const play = new Rehearsal({ consumers: [...NAMES], ...server });
        for (const what of deeds) {
          const start = Math.max(play.position, play.first);
          act(play, what);
          if (play.first > start) unreadTrimmed = true;
          play.at += 2_000;
          play.poll();
          if (verdictOf(play, 'losing-data') !== 'fired') continue;
          losses += 1;
          expect(unreadTrimmed).toBe(true);
        }
      }),
      RUNS,
    );
    expect(losses).toBeGreaterThan(20);
  });

  test('is the same when somebody looks twice, and looking leaves nothing behind', () => {
    fc.assert(
      fc.property(lives, servers, (deeds, server) => {
        live(deeds, server, (play) => {
          const { judgement } = play;
          if (judgement === undefined || judgement.status === 'idle') return;
          const memory = structuredClone(play.memory);
          const again = judgeGroup({ ...play.situation(), memory: { ...play.memory } });
          expect(again.status).toBe(judgement.status);
          expect(play.memory).toEqual(memory);
        });
      }),
      { numRuns: 60 },
    );
  });
});
