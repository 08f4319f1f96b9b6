import type { ChannelTarget } from '@weir/domain/alerts/channel';
import type { Attempt } from '@weir/domain/alerts/delivery';
import type { Rendered } from '@weir/domain/alerts/render-message';
import { postJson } from './post-json.ts';
import { sendMail } from './send-mail.ts';
import { webhookSignature } from './sign-webhook.ts';

const WITHIN_MS = 10_000;

/** Sends a message once, to whatever kind of channel it is. Answers what came of it; what a library said stays out. */
export function sendMessage(
  target: ChannelTarget,
  message: Rendered,
  deliveryId: string,
  now: number,
  withinMs: number = WITHIN_MS,
): Promise<Attempt> {
  if (message.as === 'mail') {
    if (target.kind !== 'email') return Promise.resolve(MISFIT);
    return sendMail({ target, subject: message.subject, text: message.text, deliveryId, withinMs });
  }
  const { body } = message;
  switch (target.kind) {
    case 'webhook': {
      const signature = webhookSignature(target.secret, body, Math.floor(now / 1000));
      const headers = { 'weir-signature': signature, 'weir-delivery': deliveryId };
      return postJson({ url: target.url, headers, body, withinMs });
    }
    case 'slack':
      return postJson({ url: target.url, headers: {}, body, withinMs });
    default:
      return Promise.resolve(MISFIT);
  }
}

const MISFIT: Attempt = { ok: false, sentence: 'This message is not made for this kind of channel.' };
