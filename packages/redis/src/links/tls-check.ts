import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { RedisAddress } from './redis-address.ts';

/**
 * True when the port takes part in a TLS handshake. For a plain connection that was closed without a word: Redis with
 * TLS simply resets it. Nothing is sent over this connection, so the certificate does not matter.
 */
export function speaksTls(address: RedisAddress, withinMs: number): Promise<boolean> {
  return outcome(withinMs, (settle) => {
    const socket = connectTls({ host: address.host, port: address.port, rejectUnauthorized: false });
    socket.once('secureConnect', () => settle(true));
    return socket;
  });
}

/**
 * True when the port answers a plain PING as Redis does, signed in or not. For a TLS handshake that is never answered:
 * Redis without TLS takes the greeting for the beginning of a command and waits for its end.
 */
export function answersPlainly(address: RedisAddress, withinMs: number): Promise<boolean> {
  return outcome(withinMs, (settle) => {
    const socket = connectPlain({ host: address.host, port: address.port });
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (bytes: Buffer) => settle(/^[+-]/.test(bytes.toString('latin1'))));
    return socket;
  });
}

function outcome(withinMs: number, open: (settle: (claim: boolean) => void) => Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (claim: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(claim);
    };
    const timer = setTimeout(() => settle(false), withinMs);
    const socket = open(settle);
    socket.once('close', () => settle(false));
    socket.on('error', () => settle(false));
  });
}
