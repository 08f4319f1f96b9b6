import type { LinkState } from '@weir/domain/connections/link-state';
import { describe, expect, test } from 'vitest';
import { createLinkLog } from './link-log.ts';
import { createLog } from './create-log.ts';

interface Line {
  readonly level: number;
  readonly msg: string;
}

function rehearse() {
  const lines: Line[] = [];
  const log = createLog('info', [], (line) => lines.push(JSON.parse(line) as Line));
  const stage = { at: 1_795_262_400_000, attempts: 0 };
  const noteLink = createLinkLog(log, () => stage.at);
  return {
    said: () => lines.map(({ msg }) => msg),
    levels: () => lines.map(({ level }) => level),
    /** One try that fails, as a link tells of it: under way, then failed. */
    fail(afterMs: number, sentence = 'Nothing listens there.', connection = 'main') {
      stage.at += afterMs;
      const down: LinkState & { state: 'down' } = {
        state: 'down',
        since: 0,
        reason: 'refused',
        sentence,
        attempts: stage.attempts,
        nextTryAt: null,
      };
      if (stage.attempts > 0) noteLink(connection, down);
      stage.attempts += 1;
      noteLink(connection, { ...down, attempts: stage.attempts, nextTryAt: stage.at + 4_000 });
    },
    rise(connection = 'main') {
      stage.attempts = 0;
      noteLink(connection, { state: 'up', since: stage.at });
    },
  };
}

describe('the log of a Redis that is away', () => {
  test('says it once, and not for every try', () => {
    const stage = rehearse();
    for (let tries = 0; tries < 7; tries += 1) stage.fail(4_000);
    expect(stage.said()).toEqual(['Nothing listens there.']);
  });

  test('says it again after half a minute, with how often it was tried', () => {
    const stage = rehearse();
    for (let tries = 0; tries < 18; tries += 1) stage.fail(4_000);
    expect(stage.said()).toEqual([
      'Nothing listens there.',
      'Nothing listens there. Tried 8 more times in 32 s.',
      'Nothing listens there. Tried 8 more times in 32 s.',
    ]);
  });

  test('says a new reason at once, and not each time it takes turns with the old one', () => {
    const stage = rehearse();
    for (let tries = 0; tries < 6; tries += 1)
      stage.fail(1_000, tries % 2 === 0 ? 'Nothing listens there.' : 'It loads.');
    expect(stage.said()).toEqual(['Nothing listens there.', 'It loads.']);
  });

  test('says once that it is back, and begins anew with the next outage', () => {
    const stage = rehearse();
    stage.rise();
    stage.fail(1_000);
    stage.fail(1_000);
    stage.rise();
    stage.fail(1_000);
    expect(stage.said()).toEqual([
      'connected to Redis',
      'Nothing listens there.',
      'Redis is back',
      'Nothing listens there.',
    ]);
    expect(stage.levels()).toEqual([30, 40, 30, 40]);
  });

  test('keeps connections apart', () => {
    const stage = rehearse();
    stage.fail(1_000);
    stage.fail(1_000, 'Nothing listens there.', 'other');
    expect(stage.said()).toHaveLength(2);
  });
});
