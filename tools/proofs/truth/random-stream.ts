import type { Dice } from './dice.ts';
import { idSource, idText, type Id, type IdSource } from './id-source.ts';
import { ODD_NAMES } from './odd-names.ts';

export type Command = readonly (string | Buffer)[];

/** A stream that is being lived in. What it remembers only steers the next commands; the truth is read from the server. */
export interface RandomStream {
  readonly key: Buffer;
  /** The next stretch of its life. */
  live(operations: number): Command[];
}

interface Life {
  readonly dice: Dice;
  readonly key: Buffer;
  readonly groups: Buffer[];
  readonly ids: IdSource;
  /** Ids given out so far, deleted ones included. */
  readonly given: Id[];
  /** True once a stretch of life is over and somebody may have looked. */
  seen: boolean;
}

type Deed = (life: Life) => Command[];

export function randomStream(dice: Dice, key: Buffer, now: number): RandomStream {
  const names = [...ODD_NAMES];
  const groups = Array.from(
    {
      length: dice.weighted([
        [1, 0],
        [2, 1],
        [4, 2],
        [4, 3],
        [2, 4],
        [1, 6],
      ]),
    },
    (_, at) =>
      dice.chance(0.3)
        ? (names.splice(dice.between(0, names.length - 1), 1)[0] ?? Buffer.from(`g${at}`))
        : Buffer.from(`g${at}`),
  );
  const life: Life = { dice, key, groups, ids: idSource(dice, now), given: [], seen: false };
  return {
    key,
    live(operations) {
      const first = life.given.length === 0 ? begin(life) : [];
      const rest = Array.from({ length: operations }, () => dice.weighted(DEEDS)(life)).flat();
      life.seen = true;
      return [...first, ...rest];
    },
  };
}

function begin(life: Life): Command[] {
  const { dice, key, groups } = life;
  const before = dice.chance(0.7)
    ? add(
        life,
        dice.weighted([
          [10, dice.between(1, 20)],
          [4, dice.between(20, 150)],
          [0.6, dice.between(1_500, 3_500)],
        ]),
      )
    : [];
  const made = groups.map((group): Command => ['XGROUP', 'CREATE', key, group, place(life), 'MKSTREAM']);
  const rightCount = groups
    .filter(() => dice.chance(0.1))
    .map((group): Command => ['XGROUP', 'SETID', key, group, '0', 'ENTRIESREAD', '0']);
  // A stream somebody made and emptied is a state of its own.
  return [...(before.length + made.length === 0 ? add(life, 1) : []), ...before, ...made, ...rightCount];
}

const DEEDS: readonly (readonly [number, Deed])[] = [
  [22, (life) => add(life, life.dice.between(1, 12))],
  [30, read],
  [14, acknowledge],
  [5, deleteSome],
  [2, deleteLast],
  [1, (life) => (life.given.length === 0 ? [] : [['XDEL', life.key, ...life.given.slice(-400).map(idText)]])],
  [
    3,
    ({ dice, key }) => [
      [
        'XTRIM',
        key,
        'MAXLEN',
        String(
          dice.weighted([
            [1, 0],
            [6, dice.between(1, 30)],
          ]),
        ),
      ],
    ],
  ],
  [3, (life) => [['XTRIM', life.key, 'MINID', someId(life)]]],
  [2, ({ dice, key }) => [['XTRIM', key, 'MAXLEN', '~', String(dice.between(1, 100))]]],
  [3, (life) => withGroup(life, (group) => [['XGROUP', 'SETID', life.key, group, place(life)]])],
  [
    2,
    (life) =>
      withGroup(life, (group) => [
        [
          'XGROUP',
          'SETID',
          life.key,
          group,
          place(life),
          'ENTRIESREAD',
          String(
            life.dice.weighted([
              [1, 0],
              [2, life.dice.between(0, life.given.length)],
              [1, 999],
            ]),
          ),
        ],
      ]),
  ],
  [1, setLastId],
  [3, (life) => withGroup(life, (group) => [['XGROUP', 'CREATECONSUMER', life.key, group, consumer(life)]])],
  [1, (life) => withGroup(life, (group) => [['XGROUP', 'DELCONSUMER', life.key, group, consumer(life)]])],
  [
    3,
    (life) =>
      withGroup(life, (group) =>
        life.given.length === 0
          ? []
          : [
              [
                'XCLAIM',
                life.key,
                group,
                consumer(life),
                '0',
                someId(life),
                someId(life),
                'FORCE',
                ...(life.dice.chance(0.5) ? ['JUSTID'] : []),
              ],
            ],
      ),
  ],
  [2, (life) => withGroup(life, (group) => [['XAUTOCLAIM', life.key, group, consumer(life), '0', '0', 'COUNT', '5']])],
  [
    1,
    (life) =>
      withGroup(life, (group) => [
        ['XGROUP', 'DESTROY', life.key, group],
        ['XGROUP', 'CREATE', life.key, group, place(life), 'MKSTREAM'],
      ]),
  ],
  [0.5, (life) => withGroup(life, (group) => [['XGROUP', 'DESTROY', life.key, group]])],
];

function add(life: Life, entries: number): Command[] {
  return Array.from({ length: entries }, () => {
    const id = life.ids.next();
    life.given.push(id);
    return ['XADD', life.key, idText(id), 'f', 'v'];
  });
}

function read(life: Life): Command[] {
  const { dice, key } = life;
  const count = dice.weighted([
    [6, dice.between(1, 8)],
    [1, 1_000],
  ]);
  return withGroup(life, (group) => [
    [
      'XREADGROUP',
      'GROUP',
      group,
      consumer(life),
      'COUNT',
      String(count),
      ...(dice.chance(0.15) ? ['NOACK'] : []),
      'STREAMS',
      key,
      '>',
    ],
  ]);
}

function acknowledge(life: Life): Command[] {
  const { dice, given } = life;
  if (given.length === 0) return [];
  const from = dice.between(0, given.length - 1);
  const chosen = given.slice(
    from,
    from +
      dice.weighted([
        [3, 4],
        [2, 40],
        [1, 2_000],
      ]),
  );
  return withGroup(life, (group) => [['XACK', life.key, group, ...chosen.map(idText)]]);
}

function deleteSome(life: Life): Command[] {
  if (life.given.length === 0) return [];
  return [
    ['XDEL', life.key, ...Array.from({ length: life.dice.between(1, 5) }, () => idText(life.dice.oneOf(life.given)))],
  ];
}

function deleteLast({ key, given, dice }: Life): Command[] {
  return given.length === 0 ? [] : [['XDEL', key, ...given.slice(-dice.between(1, 3)).map(idText)]];
}

// Moves the stream's own last id ahead, as a restore or a migration does; sometimes with counters that are not true.
function setLastId(life: Life): Command[] {
  const id = life.ids.next();
  life.given.push(id);
  // Lies about counters only before anybody has looked: afterwards no reader could tell them from additions.
  const counters =
    !life.seen && life.dice.chance(0.5)
      ? ['ENTRIESADDED', String(life.given.length + life.dice.between(0, 5)), 'MAXDELETEDID', '0-0']
      : [];
  return [['XSETID', life.key, idText(id), ...counters]];
}

function withGroup(life: Life, deed: (group: Buffer) => Command[]): Command[] {
  return life.groups.length === 0 ? [] : deed(life.dice.oneOf(life.groups));
}

function consumer({ dice }: Life): Buffer {
  return dice.chance(0.1) ? dice.oneOf(ODD_NAMES) : Buffer.from(`c${dice.between(1, 4)}`);
}

function someId(life: Life): string {
  return life.given.length === 0 ? '5-0' : idText(life.dice.oneOf(life.given));
}

// Where a group stands: the two ends, an entry, beside an entry, or somewhere nobody has been.
function place(life: Life): string {
  const { dice, given } = life;
  return dice.weighted<() => string>([
    [4, () => '0'],
    [4, () => '$'],
    [5, () => someId(life)],
    [
      2,
      () => {
        const id = given.length === 0 ? { ms: 4n, seq: 0n } : dice.oneOf(given);
        return idText({ ms: id.ms, seq: id.seq === 0n ? 1n : id.seq - 1n });
      },
    ],
    [1, () => '18446744073709551615-18446744073709551615'],
    [1, () => '0-1'],
  ])();
}
