/**
 * Which entries of a range are meant: all conditions hold. No expressions and no patterns of the operator's own making
 * run anywhere. Field names and values are in readable form and compared as bytes.
 */
export interface EntryFilter {
  readonly conditions: readonly FieldCondition[];
}

export type FieldCondition =
  | { readonly field: string; readonly is: string }
  | { readonly field: string; readonly contains: string }
  | { readonly field: string; readonly exists: boolean };
