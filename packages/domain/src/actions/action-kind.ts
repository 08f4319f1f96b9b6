/** What an operator can ask for. The outward names of docs/api.md; each has its row in the catalogue. */
export const ACTION_KINDS = [
  'acknowledge',
  'claim',
  'create-group',
  'destroy-group',
  'move-group',
  'replay',
  'trim',
  'undo',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];
