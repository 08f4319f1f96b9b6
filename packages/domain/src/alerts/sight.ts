import { known, type Known, unknown } from '../known/known.ts';
import { LEVELS, type GroupStatus, type Level } from '../health/status.ts';
import type { Sight } from './advance.ts';
import type { AlertCondition, AlertMetric } from './alert-rule.ts';

/** What a subject shows of itself to a rule. */
export interface Shown {
  /** Null = a subject has no level of its own, as a connection. */
  readonly level: Level | null;
  readonly status: GroupStatus | null;
  /** Why Redis cannot be reached; '' = it can. Null = not said of this subject. */
  readonly unreachable: string | null;
  readonly figure: (metric: AlertMetric) => Known<number>;
}

/** Whether a subject meets the condition. A level or state that cannot be told, and a figure that is not known, is neither. */
export function sightOf(when: AlertCondition, shown: Shown): Sight {
  switch (when.is) {
    case 'unreachable':
      if (shown.unreachable === null) return { known: false, because: 'not known of this' };
      return certain(shown.unreachable !== '');
    case 'level': {
      if (shown.level === null || shown.level === 'unknown') return { known: false, because: 'it cannot be judged' };
      return certain(LEVELS.indexOf(shown.level) <= LEVELS.indexOf(when.least));
    }
    case 'status':
      if (shown.status === null || shown.status === 'unknown') return { known: false, because: 'it cannot be judged' };
      return certain(shown.status === when.status);
    default: {
      const figure = shown.figure(when.metric);
      if (!figure.known) return { known: false, because: figure.because };
      return figureSight(when, figure.value);
    }
  }
}

/** The same for one figure, as back-tests have it. */
export function figureSight(
  { op, value, clear }: { readonly op: 'above' | 'below'; readonly value: number; readonly clear: number | null },
  figure: number,
): Sight {
  const met = op === 'above' ? figure > value : figure < value;
  if (met || clear === null) return certain(met);
  return { known: true, met, clear: op === 'above' ? figure <= clear : figure >= clear };
}

function certain(met: boolean): Sight {
  return { known: true, met, clear: !met };
}

/** A figure that may be null, with why. */
export function figureOr(value: number | null, because: string): Known<number> {
  return value === null ? unknown(because === '' ? 'not known now' : because) : known(value);
}
