import type { ReplyError } from '../replies/reply.ts';
import { encodeCommand } from '../resp/encode-command.ts';
import { ReplyCursor } from '../resp/reply-cursor.ts';
import { MICROS } from './cost-class.ts';
import type { Order } from './metered-wire.ts';

/** Asks for INFO, or for one section of it; one of the two is called with what came. */
export function infoOrder(
  section: 'cpu' | undefined,
  take: (text: string) => void,
  refused: (error: ReplyError) => void = () => {},
): Order {
  const ask = {
    payload: encodeCommand(section === undefined ? ['INFO'] : ['INFO', section]),
    replies: 1,
    previous: undefined,
    answered: (raw: Buffer | undefined): void => {
      if (raw === undefined) return;
      const cursor = new ReplyCursor(raw);
      const error = cursor.error();
      if (error !== undefined) refused(error);
      else if (cursor.string()) take(cursor.bytes.toString('utf8', cursor.from, cursor.to));
    },
  };
  const { micros, likelyBytes } =
    section === 'cpu' ? { micros: MICROS.infoCpu, likelyBytes: 250 } : { micros: MICROS.info, likelyBytes: 6_000 };
  return { asks: [ask], commands: 1, micros, likelyBytes };
}
