import type { EntryId } from '@weir/domain/entries/entry-id';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { dice, type Dice } from '../../../../tools/proofs/truth/dice.ts';
import { startRedis } from '../../../../tools/rig/redis-rig.ts';
import { needServer } from '../../../../tools/servers/need-server.ts';
import { REQUIRED_SERVERS } from '../../../../tools/servers/server-names.ts';
import { showsEveryChange } from './plain-stream.ts';

const SEED = Number(process.env['WEIR_TRUTH_SEED'] ?? 7);
const STREAMS = 200;
const STEPS = 35;
const LIFETIME = 5;

describe('a stream whose groups show every change', () => {
  test.for(REQUIRED_SERVERS)(
    'has the same figures while groups and length say the same, on %s',
    async (name, context) => {
      const rig = await startRedis({ binary: await needServer(context, name) });
      const redis = new Redis({ port: rig.port, protocol: 2 });
      const random = dice(SEED);
      const lives = Array.from({ length: STREAMS }, (_, at) => ({ key: `s${at}`, given: 0 }));
      await run(
        redis,
        lives.flatMap((life) => begin(random, life)),
      );
      let before = await look(redis, lives);
      const wrong: string[] = [];
      let [plain, same] = [0, 0];
      for (let step = 0; step < STEPS; step += 1) {
        // Young streams are in the states that mislead; in old ones a deletion ahead hides them.
        if (step % LIFETIME === LIFETIME - 1) {
          await run(
            redis,
            lives.flatMap((life) => begin(random, life)),
          );
          before = await look(redis, lives);
        }
        await run(
          redis,
          lives.flatMap((life) => live(random, life)),
        );
        const after = await look(redis, lives);
        for (const [at, then] of before.entries()) {
          const now = after[at];
          if (!then.plain || now === undefined) continue;
          plain += 1;
          if (now.shown !== then.shown) continue;
          same += 1;
          if (now.figures !== then.figures) wrong.push(`${then.shown}: ${then.figures}, then ${now.figures}`);
        }
        before = after;
      }
      redis.disconnect();
      await rig.stop();
      expect(wrong.slice(0, 5)).toEqual([]);
      // Most of them live on between two looks, and a good part does not.
      expect(plain - same).toBeGreaterThan(500);
      expect(same).toBeGreaterThan(500);
    },
  );

  test('is none that is empty, or whose lags say nothing of what was added', () => {
    const figures = { length: 5, entriesAdded: 9, lastGeneratedId: entryId('9-0') };
    const group = { entriesRead: 7, lag: 2, position: entryId('7-0') };
    const shows = (...groups: Parameters<typeof showsEveryChange>[1]): boolean => showsEveryChange(figures, groups);
    expect(shows(group)).toBe(true);
    expect(shows({ ...group, entriesRead: null, lag: null }, group)).toBe(true);
    expect(shows()).toBe(false);
    expect(shows({ ...group, entriesRead: undefined, lag: undefined })).toBe(false);
    expect(shows({ ...group, entriesRead: null })).toBe(false);
    expect(shows({ ...group, entriesRead: 6 })).toBe(false);
    // Nothing of it is read: the server's other way of making a lag gives the length too.
    expect(shows({ ...group, entriesRead: 4, lag: 5 })).toBe(false);
    // Additions will reach it.
    expect(shows({ ...group, position: entryId('9-1') })).toBe(false);
    expect(showsEveryChange({ ...figures, length: 0 }, [{ ...group, entriesRead: 9, lag: 0 }])).toBe(false);
    const far = 2 ** 60;
    expect(shows({ ...group, entriesRead: far, lag: 9 - far })).toBe(false);
  });
});

interface Life {
  readonly key: string;
  given: number;
}
type Words = readonly (string | number)[];

interface Look {
  /** All that groups and length say. */
  readonly shown: string;
  readonly figures: string;
  readonly plain: boolean;
}

function begin(random: Dice, life: Life): readonly Words[] {
  life.given = 0;
  const added = Array.from({ length: random.between(1, 6) }, () => add(life));
  const groups = Array.from({ length: random.between(1, 2) }, (_, at): Words => {
    const known = random.chance(0.5) ? ['ENTRIESREAD', random.between(0, 3)] : [];
    return ['XGROUP', 'CREATE', life.key, `g${at}`, `${random.between(0, 3)}-0`, ...known];
  });
  return [['DEL', life.key], ...added, ...groups];
}

/** Up to three commands, many of which undo in the figures what another did. */
function live(random: Dice, life: Life): readonly Words[] {
  return Array.from({ length: random.between(0, 3) }).flatMap(() => {
    const id = `${random.between(Math.max(1, life.given - 6), life.given + 1)}-0`;
    const group = `g${random.between(0, 1)}`;
    return random.weighted<() => readonly Words[]>([
      [4, () => [add(life)]],
      [4, () => [['XDEL', life.key, id]]],
      [4, () => [['XDEL', life.key, `${random.between(1, 2)}-0`], add(life)]],
      [3, () => [add(life), ['XDEL', life.key, `${life.given}-0`]]],
      [4, () => [['XTRIM', life.key, 'MAXLEN', random.between(0, 6)]]],
      [3, () => [['XREADGROUP', 'GROUP', group, 'c', 'COUNT', random.between(1, 3), 'STREAMS', life.key, '>']]],
      [1, () => [['XGROUP', 'SETID', life.key, group, id]]],
      [1, () => [['XGROUP', 'SETID', life.key, group, id, 'ENTRIESREAD', random.between(0, life.given)]]],
      [1, () => [['XACK', life.key, group, id]]],
    ])();
  });
}

function add(life: Life): Words {
  life.given += 1;
  return ['XADD', life.key, `${life.given}-0`, 'f', 'v'];
}

async function look(redis: Redis, lives: readonly Life[]): Promise<readonly Look[]> {
  const words = lives.flatMap(({ key }): Words[] => [
    ['XINFO', 'GROUPS', key],
    ['XLEN', key],
    ['XINFO', 'STREAM', key],
  ]);
  const replies = await run(redis, words);
  return lives.map((_, at) => {
    const [groups, length, stream] = replies.slice(3 * at, 3 * at + 3);
    const figures = fieldsOf(stream);
    const { 'entries-added': entriesAdded, 'last-generated-id': last } = figures;
    const known = (groups as unknown[]).map((group) => {
      const { lag, 'entries-read': entriesRead, 'last-delivered-id': position } = fieldsOf(group);
      return {
        lag: lag as number | null,
        entriesRead: entriesRead as number | null,
        position: entryId(position),
      };
    });
    return {
      shown: JSON.stringify([groups, length]),
      figures: JSON.stringify({ ...figures, 'radix-tree-keys': 0, 'radix-tree-nodes': 0 }),
      plain: showsEveryChange(
        { length: Number(length), entriesAdded: Number(entriesAdded), lastGeneratedId: entryId(last) },
        known,
      ),
    };
  });
}

function entryId(text: unknown): EntryId {
  return String(text) as EntryId;
}

function fieldsOf(reply: unknown): Record<string, unknown> {
  const cells = reply as unknown[];
  return Object.fromEntries(cells.flatMap((name, at) => (at % 2 === 0 ? [[String(name), cells[at + 1]]] : [])));
}

/** Everything at once; what the server refuses is left out of the stream's life. */
async function run(redis: Redis, words: readonly Words[]): Promise<readonly unknown[]> {
  const pipeline = redis.pipeline();
  for (const [name = '', ...rest] of words) pipeline.call(String(name).toLowerCase(), ...rest.map(String));
  return ((await pipeline.exec()) ?? []).map(([, reply]) => reply);
}
