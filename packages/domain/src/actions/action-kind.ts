/** What an operator can ask for. The outward names of docs/api.md; each has its row in the catalogue. */
export const ACTION_KINDS = [
  'acknowledge',
  'claim',
  'create-consumer',
  'create-group',
  'dead-letter',
  'destroy-group',
  'move-group',
  'redrive',
  'remove-consumer',
  'replay',
  'resend-entry',
  'trim',
  'undo',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];
