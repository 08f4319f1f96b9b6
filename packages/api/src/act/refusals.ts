/**
 * What a refusal means for the rest of the job. passing: Redis is away or busy with itself, and nothing was changed; the
 * same call is asked for again later. history: Redis lost what this job did. standing: a person has to look.
 */
export function meaningOf(code: string): 'passing' | 'history' | 'standing' {
  if (code === 'WEIR-BEHIND') return 'history';
  return PASSING.has(code) ? 'passing' : 'standing';
}

const PASSING = new Set([
  'NOTCONNECTED',
  'LOADING',
  'BUSY',
  'CLUSTERDOWN',
  'MASTERDOWN',
  'TRYAGAIN',
  'READONLY',
  'NOREPLICAS',
]);
