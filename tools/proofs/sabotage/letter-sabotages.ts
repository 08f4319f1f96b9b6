import type { Sabotage } from './sabotage.ts';

const changes = 'packages/redis/src/changes';

/** Ways to break what dead letters promise. */
export const LETTER_SABOTAGES: readonly Sabotage[] = [
  {
    name: 'dead-letter-without-looking',
    edits: [
      {
        file: `${changes}/steps/dead-letter.ts`,
        text: 'for at, id in ipairs(keep) do',
        replacement:
          "keep, taken = {}, {} for id in string.gmatch(ARGV[10], '%S+') do keep[#keep + 1] = id taken[#keep] = {id, '', 0, 1} end\nfor at, id in ipairs(keep) do",
      },
    ],
    test: {
      file: `${changes}/dead-letter.test.ts`,
      title: 'leaves what is not as seen and what has no payload, and says why',
    },
  },
  {
    name: 'dead-letter-takes-the-next',
    edits: [
      {
        file: `${changes}/steps/payload-lua.ts`,
        text: 'if not (found and found[1] == id) then return nil end',
        replacement: 'if not found then return nil end',
      },
    ],
    test: {
      file: `${changes}/dead-letter.test.ts`,
      title: 'leaves what is not as seen and what has no payload, and says why',
    },
  },
  {
    name: 'redrive-cuts-by-number',
    edits: [
      {
        file: `${changes}/steps/redrive.ts`,
        text: 'if words[n + at * 2 - 1] ~= name then return end',
        replacement: 'if not name then return end',
      },
    ],
    test: {
      file: `${changes}/redrive.test.ts`,
      title: 'what others wrote goes back as it is',
    },
  },
  {
    name: 'redrive-leaves-the-letter',
    edits: [
      {
        file: `${changes}/steps/redrive.ts`,
        text: "if #chosen > 0 then change('XDEL', key, unpack(chosen)) end",
        replacement: '',
      },
    ],
    test: {
      file: `${changes}/redrive.test.ts`,
      title: 'there and back an entry has the very bytes it had, and stays in one place alone',
    },
  },
];
