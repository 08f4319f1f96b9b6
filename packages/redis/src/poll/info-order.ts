import { encodeCommand } from '../resp/encode-command.ts';
import { ReplyCursor } from '../resp/reply-cursor.ts';
import { MICROS } from './cost-class.ts';
import type { Order } from './metered-wire.ts';

/** Asks for INFO, or for one section of it; `take` is not called where that is denied or missing. */
export function infoOrder(section: 'cpu' | undefined, take: (text: string) => void): Order {
  const ask = {
    payload: encodeCommand(section === undefined ? ['INFO'] : ['INFO', section]),
    replies: 1,
    previous: undefined,
    answered: (raw: Buffer | undefined): void => {
      const cursor = raw === undefined ? undefined : new ReplyCursor(raw);
      if (cursor === undefined || cursor.error() !== undefined || !cursor.string()) return;
      take(cursor.bytes.toString('utf8', cursor.from, cursor.to));
    },
  };
  const { micros, likelyBytes } =
    section === 'cpu' ? { micros: MICROS.infoCpu, likelyBytes: 250 } : { micros: MICROS.info, likelyBytes: 6_000 };
  return { asks: [ask], commands: 1, micros, likelyBytes };
}
