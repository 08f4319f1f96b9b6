import { ALERT_SABOTAGES } from './alert-sabotages.ts';
import { HEALTH_SABOTAGES } from './health-sabotages.ts';
import { JOB_SABOTAGES } from './job-sabotages.ts';
import { ENTRY_SABOTAGES } from './entry-sabotages.ts';
import { LETTER_SABOTAGES } from './letter-sabotages.ts';
import { POLICY_SABOTAGES } from './policy-sabotages.ts';
import { UNDO_SABOTAGES } from './undo-sabotages.ts';
import type { Edit, Sabotage } from './sabotage.ts';

const changes = 'packages/redis/src/changes';
const claimTest = `${changes}/claim.test.ts`;
const changerTest = `${changes}/changer.test.ts`;
const consumersTest = `${changes}/consumers.test.ts`;
const groupsTest = `${changes}/groups.test.ts`;
const trashTest = `${changes}/trash.test.ts`;
const trimTest = `${changes}/trim.test.ts`;
const writerTest = 'packages/redis/src/writer/writer.test.ts';

/** Where a set is compared as a whole, and where entry by entry. */
const seen = (whole: readonly [string, string], single: readonly [string, string]): readonly Edit[] =>
  [whole, single].map(([text, replacement]) => ({ file: `${changes}/steps/seen-lua.ts`, text, replacement }));

export const SABOTAGES: readonly Sabotage[] = [
  {
    name: 'claim-takes-from-anybody',
    edits: seen(
      ['if not (row[2] == owner and row[4]', 'if not (row[4]'],
      ['elseif row[2] ~= owner then', 'elseif false then'],
    ),
    test: { file: claimTest, title: 'leaves each entry that is not as seen, says why, and does the rest' },
  },
  {
    name: 'claim-without-seen-time',
    edits: seen(
      ['and idle >= low and idle <= high) then', ') then'],
      ['or ((row[3] < shortest or row[3] > longest) and', 'or (false and'],
    ),
    test: { file: claimTest, title: 'notices a delivery to the same consumer that kept the count' },
  },
  {
    name: 'claim-forces',
    edits: [
      {
        file: `${changes}/steps/seen-lua.ts`,
        text: "if not row then skip(id, 'n')",
        replacement: 'if not row then kept = kept + 1 keep[kept], taken[kept] = id, {id, owner, 0, count}',
      },
      {
        file: `${changes}/steps/claim.ts`,
        text: "ids[#ids + 1] = 'JUSTID'",
        replacement: "ids[#ids + 1] = 'FORCE' ids[#ids + 1] = 'JUSTID'",
      },
    ],
    test: { file: claimTest, title: 'leaves each entry that is not as seen, says why, and does the rest' },
  },
  {
    name: 'acknowledge-without-looking',
    edits: [
      {
        file: `${changes}/steps/acknowledge.ts`,
        text: 'if #keep > 0 then',
        replacement:
          "keep = {} for id in string.gmatch(ARGV[10], '%S+') do keep[#keep + 1] = id end\nif #keep > 0 then",
      },
    ],
    test: { file: changerTest, title: 'leaves what is not as seen and says why' },
  },
  {
    name: 'names-as-text',
    edits: [
      {
        file: `${changes}/name-argument.ts`,
        text: 'PLAIN.test(readable) ? readable : nameBytes(readable)',
        replacement: 'PLAIN.test(readable) ? readable : nameBytes(readable).toString()',
      },
    ],
    test: { file: claimTest, title: 'works on names that are no text' },
  },
  {
    name: 'fields-as-object',
    edits: [
      {
        file: 'packages/redis/src/replies/xrange.ts',
        text: 'fields.push(pair);',
        replacement: 'if (!fields.some(([name]) => name === pair[0])) fields.push(pair);',
      },
    ],
    test: {
      file: 'packages/redis/src/replies/xrange.test.ts',
      title: 'keep order, duplicates and names that mean something to JavaScript',
    },
  },
  {
    name: 'client-sends-again',
    edits: [
      ['maxRetriesPerRequest: 0,', 'maxRetriesPerRequest: 20,'],
      ['retryStrategy: null,', 'retryStrategy: () => 10,'],
      ['autoResendUnfulfilledCommands: false,', 'autoResendUnfulfilledCommands: true,'],
      ['enableOfflineQueue: false,', 'enableOfflineQueue: true,'],
    ].map(([text = '', replacement = '']) => ({
      file: 'packages/redis/src/links/plane-options.ts',
      text,
      replacement,
    })),
    test: { file: writerTest, title: 'cut after Redis got it: unknown, and there is one entry' },
  },
  {
    name: 'unknown-told-as-refused',
    edits: [
      {
        file: 'packages/redis/src/writer/writer.ts',
        text: "return { outcome: 'unknown', because: BECAUSE[error.why] };",
        replacement: 'return notConnected(link);',
      },
    ],
    test: { file: writerTest, title: 'cut after Redis got it: unknown, and there is one entry' },
  },
  {
    name: 'library-text-passed-on',
    edits: [
      {
        file: 'packages/redis/src/errors/failure.ts',
        text: 'const { reason, sentence } = rowFor(error, command);',
        replacement: 'const { reason } = rowFor(error, command);\n  const sentence = error.text;',
      },
    ],
    test: {
      file: 'packages/redis/src/errors/failure.test.ts',
      title: 'a missing right is named as the rule to ask for',
    },
  },
  {
    name: 'trim-by-length',
    edits: [
      {
        file: `${changes}/steps/trim.ts`,
        text: "removed = xtrim('~', bound, 'LIMIT', most)",
        replacement: "removed = change('XTRIM', key, 'MAXLEN', '=', math.max(0, length - most))",
      },
    ],
    test: {
      file: trimTest,
      title: 'takes exactly what every group has read and acknowledged, and says who holds the rest',
    },
  },
  {
    name: 'trim-trusts-the-plan',
    edits: [{ file: `${changes}/steps/trim.ts`, text: 'if guard then', replacement: 'if false then' }],
    test: { file: trimTest, title: 'a group made after the plan counts' },
  },
  {
    name: 'copy-without-watch',
    edits: [
      {
        file: `${changes}/steps/copy-step.ts`,
        text: "encodeCommand(['WATCH', mark])",
        replacement: "encodeCommand(['PING'])",
      },
    ],
    test: {
      file: 'tools/proofs/cuts/cuts.test.ts',
      title: 'replay, same slot: it happens at most once, and what is told of it is true',
      written: '$scenario.name: it happens at most once, and what is told of it is true',
    },
  },
  {
    name: 'effect-without-mark',
    edits: [
      {
        file: `${changes}/step-lua.ts`,
        text: "redis.call('HSET', mark, 'call', number,",
        replacement: "select('#', mark, 'call', number,",
      },
    ],
    test: { file: changerTest, title: 'is done once, however often it is asked for' },
  },
  {
    name: 'position-moved-from-anywhere',
    edits: [
      {
        file: `${changes}/steps/move-position.ts`,
        text: 'if less(current, seen) or (less(seen, position) and not less(current, position)) then',
        replacement: 'if false then',
      },
    ],
    test: { file: groupsTest, title: 'moves from where it was seen, says where it stood, and never from further back' },
  },
  {
    name: 'move-forward-turns-back',
    edits: [
      {
        file: `${changes}/steps/move-position.ts`,
        text: ' or (less(seen, position) and not less(current, position)) then',
        replacement: ' then',
      },
    ],
    test: { file: groupsTest, title: 'never turns a move forward into one back' },
  },
  {
    name: 'remove-what-it-read-since',
    edits: [{ file: `${changes}/steps/remove-consumer.ts`, text: 'if left ~= 0 then', replacement: 'if false then' }],
    test: { file: consumersTest, title: 'not when it read since, nor when one of several did' },
  },
  {
    name: 'remove-drops-without-payload',
    edits: [
      {
        file: `${changes}/steps/remove-consumer.ts`,
        text: "if #keep ~= n then refuse('WEIR-PAYLOADGONE') end",
        replacement: '',
      },
    ],
    test: { file: consumersTest, title: 'not when an entry lost its payload: it would be dropped' },
  },
  {
    name: 'delete-for-good-at-once',
    edits: [
      {
        file: `${changes}/empty-trash.ts`,
        text: 'if not due or now[1] * 1000 + math.floor(now[2] / 1000) < tonumber(due) then',
        replacement: 'if not due then',
      },
    ],
    test: { file: trashTest, title: 'goes for good only when its time is over by the clock of Redis' },
  },
  {
    name: 'delete-takes-new-groups',
    edits: [
      {
        file: `${changes}/steps/delete-stream.ts`,
        text: "if not known[field_of(group, 'name')] then",
        replacement: 'if false then',
      },
    ],
    test: { file: trashTest, title: 'stays when it is not the one that was seen' },
  },
  {
    name: 'destroy-without-looking',
    edits: [
      {
        file: `${changes}/steps/destroy-group.ts`,
        text: "if #keep ~= n then refuse('WEIR-PENDINGCHANGED') end",
        replacement: '',
      },
    ],
    test: { file: groupsTest, title: 'but for nothing when one pending entry is another than was seen' },
  },
  {
    name: 'read-only-in-the-pages-alone',
    edits: [
      {
        file: 'packages/redis/src/gateway.ts',
        text: 'const write = settings.readOnly ? undefined : new Link(',
        replacement: 'const write = new Link(',
      },
    ],
    test: {
      file: 'packages/redis/src/gateway.test.ts',
      title: 'read-only: nothing that could change Redis exists, and no connection for it is opened',
    },
  },
  {
    name: 'budget-by-estimate',
    edits: [
      {
        file: 'packages/redis/src/poll/cost-meter.ts',
        text: 'ledger.scale = this.#gauge.scale;',
        replacement: '',
      },
    ],
    test: {
      file: 'packages/redis/src/poll/budget.test.ts',
      title: 'is kept by what Redis says it worked, where commands cost more than they are known to',
    },
  },
  ...ALERT_SABOTAGES,
  ...JOB_SABOTAGES,
  ...LETTER_SABOTAGES,
  ...POLICY_SABOTAGES,
  ...UNDO_SABOTAGES,
  ...HEALTH_SABOTAGES,
  ...ENTRY_SABOTAGES,
];
