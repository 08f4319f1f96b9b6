import { fillStars, namePattern, type NamePattern } from './name-pattern.ts';

/** Which streams hold dead letters, and how to read them where the entries say nothing in a known form. */
export interface LetterRules {
  readonly streams: readonly StreamRule[];
  /** Never dead-letter streams, whatever else fits. */
  readonly except: readonly NamePattern[];
  /** Fields of the entries that hold what is asked for, by what they hold. */
  readonly fields: Readonly<Partial<Record<LetterFact, readonly string[]>>>;
}

export interface StreamRule {
  readonly pattern: NamePattern;
  /** The stream they came from, with the stars of the pattern; null = the name does not tell. */
  readonly origin: string | null;
  /** Whose convention it is; null = a name that many use. */
  readonly library: string | null;
}

export const LETTER_FACTS = ['origin', 'id', 'group', 'consumer', 'deliveries', 'error', 'at'] as const;
export type LetterFact = (typeof LETTER_FACTS)[number];

const rule = (pattern: string, origin: string | null, library: string | null): StreamRule => ({
  pattern: namePattern(pattern),
  origin,
  library,
});

/** What Weir recognises without being told. `*:failed` is not among them: live streams are called so, too. */
export const DEFAULT_RULES: LetterRules = {
  streams: [
    rule('*:dlq:*', '*:stream:*', 'dramatiq'),
    rule('*:dead-letter', '*', 'Wolverine'),
    rule('FAILED_MESSAGES', null, 'Moleculer'),
    rule('*.FAILED_MESSAGES', null, 'Moleculer'),
    rule('DEAD_LETTER', null, 'Moleculer'),
    rule('poison_queue', null, 'Watermill'),
    rule('*:dlq', '*', null),
    rule('*-dlq', '*', null),
    rule('*.dlq', '*', null),
    rule('*_dlq', '*', null),
    rule('*:dead-letters', '*', null),
    rule('dlq', null, null),
  ],
  except: [],
  fields: {},
};

export interface RuleMatch {
  readonly rule: StreamRule;
  readonly origin: string | null;
}

/** The first rule a stream's name fits; undefined = it holds no dead letters, as far as names tell. */
export function ruleFor(rules: LetterRules, stream: string): RuleMatch | undefined {
  if (rules.except.some((pattern) => pattern.match(stream) !== undefined)) return undefined;
  for (const each of rules.streams) {
    const taken = each.pattern.match(stream);
    if (taken !== undefined) {
      return { rule: each, origin: each.origin === null ? null : untagged(fillStars(each.origin, taken)) };
    }
  }
  return undefined;
}

// `{orders}:dlq` is how the dead letters of `orders` are kept in its slot; a tag that is a part of the name stays.
function untagged(origin: string): string {
  const inner = /^\{([^{}]+)\}$/.exec(origin)?.[1];
  return inner ?? origin;
}
