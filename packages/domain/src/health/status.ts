/** Worst first; also the order in which rows rank. */
export const LEVELS = ['critical', 'warning', 'unknown', 'healthy', 'idle'] as const;
export type Level = (typeof LEVELS)[number];

export type GroupStatus =
  | 'losing-data'
  | 'dead-consumer'
  | 'no-consumers'
  | 'stalled-reading'
  | 'stalled-acknowledging'
  | 'falling-behind'
  | 'poison-entry'
  | 'ghosts'
  | 'slow-consumer'
  | 'catching-up'
  | 'behind'
  | 'late-batch'
  | 'unknown'
  | 'healthy'
  | 'batch'
  | 'idle';

/** A rule is called by the status it gives; one tells of something that is no status. */
export type RuleName = GroupStatus | 'rewound';

export type ConsumerStatus = 'dead' | 'slow' | 'quiet' | 'idle' | 'gone' | 'active' | 'unknown';
