import type { Failure } from '../../app/trpc.ts';

/** The code of a sign-in link: "#code=…" or "#…". '' = none. */
export function codeFromHash(hash: string): string {
  const text = hash.replace(/^#/, '');
  return decode(text.startsWith('code=') ? text.slice(5) : text);
}

/** Where to go after signing in: a path of this site or '/'; never another host. */
export function safeReturn(to: string | undefined): string {
  if (to === undefined || !/^\/(?![/\\])/.test(to)) return '/';
  return to.startsWith('/sign-in') ? '/' : to;
}

export interface SignInWords {
  readonly title: string;
  readonly trouble: string;
  readonly sentence: string;
  readonly command: string;
}

export function signInWords(pending: boolean, failure: Failure | null): SignInWords {
  if (pending) return { title: 'Signing in', trouble: '', sentence: 'Exchanging the link for a session.', command: '' };
  if (failure === null)
    return {
      title: 'Sign in',
      trouble: '',
      sentence: 'Open the link that Weir printed when it started. For a new link, run this where Weir runs:',
      command: 'npm run -s weir -- sign-in',
    };
  const spent =
    failure.reason === 'not-signed-in' || failure.reason === 'not-permitted' || failure.reason === 'bad-input';
  return {
    title: 'Sign in',
    trouble: spent ? 'This link was used already or has expired.' : failure.sentence,
    sentence: spent
      ? 'Each link works once. For a new one, run this where Weir runs:'
      : 'The link was not used up; open it again in a moment. For a new one:',
    command: 'npm run -s weir -- sign-in',
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
