import type { Ability, Capabilities } from '@weir/domain/capabilities/capability';
import type { ServerIdentity } from '@weir/domain/connections/server-identity';

type Asked = { readonly [K in keyof Capabilities]: Capabilities[K] extends Ability ? K : never }[keyof Capabilities];

// What is not seen without each command, and the right that would allow it.
const WITHOUT: Readonly<Record<Asked, { readonly command: string; readonly right: string; readonly lost: string }>> = {
  xinfoStream: {
    command: 'XINFO STREAM',
    right: '+xinfo',
    lost: 'what was added in all stays unknown, and with it rates in and losses',
  },
  xinfoGroups: { command: 'XINFO GROUPS', right: '+xinfo', lost: 'groups cannot be seen' },
  xinfoConsumers: { command: 'XINFO CONSUMERS', right: '+xinfo', lost: 'consumers and their last calls stay unknown' },
  xpending: { command: 'XPENDING', right: '+xpending', lost: 'ages and deliveries of pending entries stay unknown' },
  xrange: {
    command: 'XRANGE',
    right: '+xrange +xrevrange',
    lost: 'entries cannot be shown and unread cannot be counted',
  },
  scan: {
    command: 'SCAN',
    right: '+scan +type',
    lost: 'streams are not found by themselves; name them with WEIR_STREAMS',
  },
  memoryUsage: { command: 'MEMORY USAGE', right: '+memory|usage', lost: 'memory of streams stays unknown' },
  multi: { command: 'MULTI', right: '+multi +exec', lost: 'some figures are read at slightly different moments' },
  noTouch: {
    command: 'CLIENT NO-TOUCH',
    right: '+client|no-touch',
    lost: 'looking makes streams seem recently used to LRU eviction',
  },
};

/** One sentence for each thing this server or this account cannot tell; none where it could not be asked. */
export function limitSentences(
  capabilities: Capabilities | undefined,
  identity: ServerIdentity | undefined,
): readonly string[] {
  if (capabilities === undefined) return [];
  const sentences: string[] = [];
  for (const [asked, without] of Object.entries(WITHOUT)) {
    // Sound: the keys of WITHOUT are keys of Capabilities by its type.
    const ability = capabilities[asked as keyof typeof WITHOUT];
    // Only a server that may run full forgets keys by when they were last used.
    if (asked === 'noTouch' && !mayEvict(identity)) continue;
    if (ability === 'denied') {
      sentences.push(`This account may not run ${without.command}: ${without.lost}. The right is ${without.right}.`);
    } else if (ability === 'missing') {
      sentences.push(`This server has no ${without.command}: ${without.lost}.`);
    }
  }
  if (!capabilities.lagReported)
    sentences.push('This server does not report lag: unread is counted by Weir, within bounds.');
  return sentences;
}

function mayEvict(identity: ServerIdentity | undefined): boolean {
  return identity?.memoryMaxBytes.known === true && identity.memoryMaxBytes.value > 0;
}
