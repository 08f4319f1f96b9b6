/** How one connection to a Redis stands, in words an operator can act on. Times are epoch ms of this machine. */
export type LinkState =
  | { readonly state: 'connecting'; readonly since: number }
  | { readonly state: 'up'; readonly since: number }
  | {
      readonly state: 'down';
      readonly since: number;
      readonly reason: LinkTrouble;
      /** One sentence that says what happened and what to do, without secrets or library text. */
      readonly sentence: string;
      readonly attempts: number;
      readonly nextTryAt: number | null;
    };

export type LinkTrouble =
  | 'unreachable'
  | 'refused'
  | 'timed-out'
  | 'wrong-password'
  | 'password-needed'
  | 'not-permitted'
  | 'tls-mismatch'
  | 'not-redis'
  | 'loading'
  | 'too-old'
  | 'busy'
  | 'lost';
