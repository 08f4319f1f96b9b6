import type { GroupStatus } from '@weir/domain/health/status';

/** How an event says that a group came into this state: "fulfilment is falling behind". */
export const STATUS_WORDS: Readonly<Record<GroupStatus, string>> = {
  'losing-data': ' is losing data',
  'dead-consumer': ' has a dead consumer',
  'no-consumers': ' has unread entries and no consumers',
  'stalled-reading': ' stopped reading',
  'stalled-acknowledging': ' stopped acknowledging',
  'falling-behind': ' is falling behind',
  'poison-entry': ' met a poison entry',
  ghosts: ' holds entries that are gone',
  'slow-consumer': ' has a slow consumer',
  'catching-up': ' is catching up',
  'late-batch': ' has a batch that is late',
  behind: ' is behind',
  unknown: ' cannot be judged',
  healthy: ' is healthy again',
  batch: ' waits for its next batch again',
  idle: ' is idle again',
};
