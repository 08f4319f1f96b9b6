import type { AlertMetric } from '@weir/domain/alerts/alert-rule';
import { figureOr, type Shown } from '@weir/domain/alerts/sight';
import { known, type Known, unknown } from '@weir/domain/known/known';
import type { TrackedGroup, TrackedStream } from '../observe/tracked.ts';
import type { Watch } from '../observe/watch.ts';

/** What a group shows to a rule. `at` is the time of the newest poll. */
export function shownGroup({ row, observation }: TrackedGroup, at: number): Shown {
  return {
    level: row.level,
    status: row.status,
    unreachable: null,
    figure: (metric) => {
      switch (metric) {
        case 'behindMs':
          return ageOf(row.oldestUnreadAt, at, row.behindBecause);
        case 'oldestPendingMs':
          return ageOf(row.oldestPendingAt, at, row.oldestPendingBecause);
        case 'unread':
          return figureOr(row.unread, row.unreadBecause);
        case 'pending':
          return known(row.pending);
        case 'consumers':
          return known(row.consumers);
        case 'inPerSecond':
          return figureOr(row.inPerSecond, YOUNG);
        case 'outPerSecond':
          return figureOr(row.outPerSecond, YOUNG);
        case 'deliveries': {
          if (row.pending === 0) return known(0);
          const { worstPending: worst } = observation;
          return worst.known ? known(worst.value?.entry.deliveries ?? 0) : worst;
        }
        default:
          return NOT_OF_THIS;
      }
    },
  };
}

export function shownStream({ row }: TrackedStream, at: number): Shown {
  return {
    level: row.level,
    status: null,
    unreachable: null,
    figure: (metric) => {
      switch (metric) {
        case 'length':
          return known(row.length);
        case 'memoryBytes':
          return figureOr(row.memoryBytes, row.memoryBecause);
        case 'inPerSecond':
          return figureOr(row.inPerSecond, YOUNG);
        case 'quietMs':
          return row.lastAt === null
            ? unknown('the last entry has no time in its id')
            : known(Math.max(0, at - row.lastAt));
        default:
          return NOT_OF_THIS;
      }
    },
  };
}

export function shownConnection({ board, gateway }: Watch, at: number): Shown {
  const { link } = gateway.watcher;
  const { summary } = board;
  return {
    level: null,
    status: null,
    unreachable: link.state === 'up' ? '' : link.state === 'down' ? link.sentence : null,
    figure: (metric) => connectionFigure(summary, metric, at),
  };
}

function connectionFigure(
  { memory, unread, pending, furthest, groups }: Watch['board']['summary'],
  metric: AlertMetric,
  at: number,
): Known<number> {
  switch (metric) {
    case 'memoryBytes':
      return memory === null ? unknown('INFO memory cannot be read') : known(memory.usedBytes);
    case 'memoryShare':
      if (memory === null) return unknown('INFO memory cannot be read');
      return memory.maxBytes === 0 ? unknown('no maxmemory is set') : known((memory.usedBytes / memory.maxBytes) * 100);
    case 'unread':
      return unread.unknownGroups === groups && groups > 0
        ? unknown('unread is not known of any group')
        : known(unread.value);
    case 'pending':
      return known(pending.value);
    case 'behindMs':
      return furthest === null ? known(0) : known(Math.max(0, at - furthest.oldestUnreadAt));
    default:
      return NOT_OF_THIS;
  }
}

const YOUNG = 'not watched for long enough yet';
const NOT_OF_THIS = unknown('there is no such figure of this');

// 0 stands for "nothing waits".
function ageOf(since: number | null, at: number, because: string): Known<number> {
  if (since === 0) return known(0);
  return since === null ? figureOr(null, because) : known(Math.max(0, at - since));
}
