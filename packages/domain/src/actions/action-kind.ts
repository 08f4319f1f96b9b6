/** What an operator can ask for. The outward names of docs/api.md; each has its row in the catalogue. */
export const ACTION_KINDS = [
  'acknowledge',
  'add-entry',
  'claim',
  'create-consumer',
  'create-group',
  'dead-letter',
  'delete-entries',
  'delete-stream',
  'destroy-group',
  'move-group',
  'redrive',
  'remove-consumer',
  'replay',
  'resend-entry',
  'restore',
  'trim',
  'undo',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];
