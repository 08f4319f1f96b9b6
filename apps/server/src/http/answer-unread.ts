import type { Socket } from 'node:net';
import { securityHeaders } from './security-headers.ts';

/**
 * The end of a connection whose request could not be read. One on which nothing was asked at all is closed without a word:
 * browsers open some ahead, and would take what comes on one for the answer to the request they send on it just then.
 */
export function answerUnread(error: Error & { readonly code?: string }, socket: Socket): void {
  const tookTooLong = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  if (tookTooLong && socket.bytesRead === 0) socket.destroy();
  else if (socket.writable) socket.end(head(tookTooLong ? '408 Request Timeout' : '400 Bad Request'));
}

function head(status: string): string {
  const headers = Object.entries({ ...securityHeaders(undefined), 'content-length': '0', connection: 'close' });
  return `HTTP/1.1 ${status}\r\n${headers.map(([name, value]) => `${name}: ${String(value)}`).join('\r\n')}\r\n\r\n`;
}
