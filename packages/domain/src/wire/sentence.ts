/**
 * A sentence as parts, so that ages tick in the browser without a new message and names keep their own type.
 * `age` and `clock` are epoch ms of Redis time.
 */
export type SentencePart =
  | string
  | { readonly t: string; readonly b?: true }
  | { readonly name: string; readonly b?: true }
  | { readonly n: number; readonly b?: true }
  | { readonly rate: number; readonly b?: true }
  | { readonly ms: number; readonly b?: true }
  | { readonly age: number; readonly b?: true }
  | { readonly clock: number; readonly b?: true };

export type Sentence = readonly SentencePart[];
