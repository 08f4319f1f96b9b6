/** Why nothing can be written at the moment. */
export type Trouble =
  | { readonly kind: 'owned' | 'locked' | 'full' | 'forbidden' | 'damaged' | 'replaced' | 'disk' | 'stopped' | 'slow' }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'checking'; readonly bytes: number }
  | { readonly kind: 'tail-cut'; readonly written: number; readonly found: number };

/** Thrown inside the store's thread; outside it is a ConsoleError with the sentence of `troubleSentence`. */
export class StoreTrouble extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.kind);
    this.name = 'StoreTrouble';
    this.trouble = trouble;
  }
}

// Primary result codes of SQLite, https://sqlite.org/rescode.html
const BY_RESULT: Readonly<Record<number, Trouble['kind'] & ('locked' | 'forbidden' | 'full' | 'damaged' | 'disk')>> = {
  3: 'forbidden',
  5: 'locked',
  6: 'locked',
  8: 'forbidden',
  10: 'disk',
  11: 'damaged',
  13: 'full',
  14: 'forbidden',
  15: 'locked',
  26: 'damaged',
};
const BY_SYSTEM: Readonly<Record<string, Trouble['kind'] & ('forbidden' | 'full' | 'disk')>> = {
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'forbidden',
  ENOENT: 'forbidden',
  ENOTDIR: 'forbidden',
  EEXIST: 'forbidden',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EIO: 'disk',
};

/** The trouble behind a fault, or undefined when it is a mistake of Weir's own. */
export function troubleOf(fault: unknown): Trouble | undefined {
  if (fault instanceof StoreTrouble) return fault.trouble;
  const result = resultCode(fault);
  const system = fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
  const kind = result === undefined ? BY_SYSTEM[system] : BY_RESULT[result];
  return kind === undefined ? undefined : { kind };
}

export function isBusy(fault: unknown): boolean {
  return resultCode(fault) === 5;
}

// The low byte; the rest says more of the same.
function resultCode(fault: unknown): number | undefined {
  return fault instanceof Error && 'errcode' in fault && typeof fault.errcode === 'number'
    ? fault.errcode & 0xff
    : undefined;
}
