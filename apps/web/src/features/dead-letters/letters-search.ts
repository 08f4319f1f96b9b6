/** What narrows the list; '' = those that do not say. */
export interface LetterFilter {
  readonly origin?: string;
  readonly group?: string;
  readonly error?: string;
  readonly text?: string;
}

export interface LettersParams {
  readonly stream?: string | undefined;
  readonly origin?: string | undefined;
  readonly group?: string | undefined;
  readonly error?: string | undefined;
  /** Which of the three are narrowed to "does not say": an empty value cannot stand in an address. */
  readonly none?: string | undefined;
  readonly q?: string | undefined;
}

const FACTS = ['origin', 'group', 'error'] as const;

export function filterOf(params: LettersParams): LetterFilter {
  const none = (params.none ?? '').split(' ');
  const filter: { origin?: string; group?: string; error?: string; text?: string } = {};
  for (const fact of FACTS) {
    const value = params[fact];
    if (value !== undefined && value !== '') filter[fact] = value;
    else if (none.includes(fact)) filter[fact] = '';
  }
  const text = params.q?.trim() ?? '';
  return text === '' ? filter : { ...filter, text };
}

/** The address of a filter; everything it does not narrow is cleared. */
export function paramsOf(filter: LetterFilter): Required<Omit<LettersParams, 'stream'>> {
  const none = FACTS.filter((fact) => filter[fact] === '');
  return {
    origin: filter.origin ?? '',
    group: filter.group ?? '',
    error: filter.error ?? '',
    none: none.join(' '),
    q: filter.text ?? '',
  };
}

export function isNarrowed(filter: LetterFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}
