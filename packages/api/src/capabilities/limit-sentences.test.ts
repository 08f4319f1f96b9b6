import type { Capabilities } from '@weir/domain/capabilities/capability';
import type { ServerIdentity } from '@weir/domain/connections/server-identity';
import { known, unknown } from '@weir/domain/known/known';
import { describe, expect, test } from 'vitest';
import { limitSentences } from './limit-sentences.ts';

const all: Capabilities = {
  xinfoStream: 'yes',
  xinfoGroups: 'yes',
  xinfoConsumers: 'yes',
  xpending: 'yes',
  xrange: 'yes',
  scan: 'yes',
  memoryUsage: 'yes',
  multi: 'yes',
  noTouch: 'yes',
  lagReported: true,
  lagMayOverstate: false,
  idleCountsAttempts: true,
  earlierTimesCost: false,
};
const server = (maxBytes: number): ServerIdentity => ({
  product: 'redis',
  version: '7.0.15',
  mode: 'standalone',
  role: 'primary',
  runId: 'r',
  replicationId: 'p',
  replicationOffset: unknown('not read'),
  memoryUsedBytes: known(1),
  memoryMaxBytes: known(maxBytes),
  memoryPolicy: known('noeviction'),
  evictedKeys: known(0),
});

describe('what a server or account cannot tell', () => {
  test('is nothing where everything may be asked, and nothing before it was asked', () => {
    expect(limitSentences(all, server(0))).toEqual([]);
    expect(limitSentences(undefined, undefined)).toEqual([]);
  });

  test('a denied command is named with the right that would allow it', () => {
    const [sentence] = limitSentences({ ...all, memoryUsage: 'denied' }, server(0));
    expect(sentence).toBe(
      'This account may not run MEMORY USAGE: memory of streams stays unknown. The right is +memory|usage.',
    );
  });

  test('what could not be asked is not called missing', () => {
    expect(limitSentences({ ...all, xpending: 'unsure' }, server(0))).toEqual([]);
  });

  test('a server without NO-TOUCH matters only where it may evict', () => {
    expect(limitSentences({ ...all, noTouch: 'missing' }, server(0))).toEqual([]);
    expect(limitSentences({ ...all, noTouch: 'missing' }, server(1_000_000))).toHaveLength(1);
  });

  test('an old server that reports no lag is said to', () => {
    expect(limitSentences({ ...all, lagReported: false }, server(0))).toEqual([
      'This server does not report lag: unread is counted by Weir, within bounds.',
    ]);
  });
});
