import { createHmac } from 'node:crypto';

/**
 * The value of the header `Weir-Signature`: `t=<seconds>,v1=<hex>`, where v1 is HMAC-SHA-256 over `<seconds>.<body>` with
 * the secret of the channel. The time is part of it, so that a message that was caught cannot be sent again later.
 */
export function webhookSignature(secret: string, body: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
