/** A figure Weir has, or the reason it does not. Unknown is never drawn, summed or exported as zero. */
export type Known<T> = { readonly known: true; readonly value: T } | Unknown;

/** `because` is a plain clause without a full stop, fit to stand behind "unknown: ". */
export interface Unknown {
  readonly known: false;
  readonly because: string;
}

export function known<T>(value: T): { readonly known: true; readonly value: T } {
  return { known: true, value };
}

export function unknown(because: string): Unknown {
  return { known: false, because };
}

export function valueOr<T, U>(figure: Known<T>, otherwise: U): T | U {
  return figure.known ? figure.value : otherwise;
}

export function mapKnown<T, U>(figure: Known<T>, change: (value: T) => U): Known<U> {
  return figure.known ? known(change(figure.value)) : figure;
}
