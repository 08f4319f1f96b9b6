import { createHash, randomBytes } from 'node:crypto';

/** A secret fit for a link or a header; `bytes` of randomness. */
export function newSecret(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

/**
 * What is stored of a secret, and the name it is found by. A plain hash is enough because secrets are random, not
 * chosen by people, and looking up by hash leaves no comparison whose time could tell something.
 */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
