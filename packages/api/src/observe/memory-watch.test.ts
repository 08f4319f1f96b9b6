import type { ServerIdentity } from '@weir/domain/connections/server-identity';
import { known } from '@weir/domain/known/known';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { describe, expect, test } from 'vitest';
import { rehearse, seenStream, type Rehearsal } from './rehearsal.ts';

const MB = 1_000_000;

function identity(usedBytes: number, policy: string, maxBytes: number): ServerIdentity {
  return {
    product: 'redis',
    version: '7.0.15',
    mode: 'standalone',
    role: 'primary',
    runId: 'one',
    replicationId: '',
    replicationOffset: known(0),
    memoryUsedBytes: known(usedBytes),
    memoryMaxBytes: known(maxBytes),
    memoryPolicy: known(policy),
    evictedKeys: known(0),
  };
}

/** Half an hour in which Redis grows by 0.2 MB/s, nearly all of it in `orders`. */
async function growing(policy = 'noeviction', maxBytes = 1_000 * MB): Promise<Rehearsal> {
  const stage = rehearse();
  for (let poll = 0; poll < 900; poll += 1) {
    const seconds = poll * 2;
    // As INFO is read, every ten seconds.
    if (poll % 5 === 0) stage.watcher.identity = identity(400 * MB + seconds * 0.2 * MB, policy, maxBytes);
    const changed = [
      seenStream('orders', [], { memoryBytes: known(300 * MB + seconds * 0.19 * MB) }),
      seenStream('mails', [], { memoryBytes: known(50 * MB + seconds * 0.01 * MB) }),
    ];
    await stage.poll({ first: poll === 0, changed });
  }
  return stage;
}

describe('the head of the picture', () => {
  test('foretells when memory is full, and names the stream that grows most', async () => {
    const { board, at } = await growing();
    const { memory } = board.summary;
    expect(memory?.forecast.state).toBe('fills');
    expect(memory?.grower).toBe('orders');
    expect(plainSentence(memory?.sentence ?? [], at)).toMatch(
      /^Redis memory fills up\. .* Of the streams orders grows most\.$/,
    );
    // 760 MB used, 240 MB to go at 0.2 MB/s.
    const minutes = ((memory?.forecast.fullAt ?? 0) - at) / 60_000;
    expect(minutes).toBeGreaterThan(18);
    expect(minutes).toBeLessThan(22);
  });

  test('says nothing where there is no limit', async () => {
    const { board } = await growing('noeviction', 0);
    expect(board.summary.memory).toMatchObject({ sentence: [], grower: '', forecast: { state: 'none' } });
  });

  test('knows no memory where INFO is denied', async () => {
    const stage = rehearse();
    await stage.poll({ first: true });
    expect(stage.board.summary.memory).toBeNull();
  });
});
