import type { ReplyError } from '../replies/reply.ts';
import type { Cause } from './link-trouble.ts';

export interface Found {
  readonly cause: Cause;
  readonly detail?: string;
}

const CODES: Readonly<Record<string, Cause>> = {
  ECONNREFUSED: 'nothing-listens',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  EAI_FAIL: 'unknown-host',
  EHOSTUNREACH: 'no-path',
  ENETUNREACH: 'no-path',
  EHOSTDOWN: 'no-path',
  EADDRNOTAVAIL: 'no-path',
  EACCES: 'no-path',
  EPERM: 'no-path',
  ETIMEDOUT: 'no-answer',
  EPROTO: 'tls-failed',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  CERT_UNTRUSTED: 'certificate-untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-other-name',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-expired',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls-unknown',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls-unknown',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'tls-client-certificate',
};

/** By the error code of a socket, TLS or the resolver; undefined when the code tells nothing (a reset, an unknown one). */
export function causeOfCode(code: string): Cause | undefined {
  return CODES[code] ?? (code.startsWith('ERR_SSL_') ? 'tls-failed' : undefined);
}

/** By the first bytes a server sent, when they are no answer of Redis, or a farewell before any command. */
export function causeOfBytes(first: Buffer): Found | undefined {
  if (first.length === 0) return undefined;
  // A TLS alert (21) or handshake (22) record, version 3.x.
  if ((first[0] === 21 || first[0] === 22) && (first.length < 2 || first[1] === 3)) return { cause: 'tls-wanted' };
  const text = first.toString('latin1');
  if (text.startsWith('-DENIED')) return { cause: 'protected-mode' };
  if (text.startsWith('-ERR max number of clients')) return { cause: 'too-many-clients' };
  if (/^[-+:$*]/.test(text)) return undefined;
  if (text.startsWith('HTTP/') || text.startsWith('<')) return { cause: 'not-redis', detail: ' but a web server' };
  if (text.startsWith('SSH-')) return { cause: 'not-redis', detail: ' but an SSH server' };
  return { cause: 'not-redis' };
}

/** By the first word of an error reply met during sign-in; undefined when the reply stops nobody from going on. */
export function causeOfReply(step: 'auth' | 'select' | 'ping', error: ReplyError): Cause | undefined {
  switch (error.code) {
    case 'WRONGPASS':
      return 'wrong-password';
    case 'NOAUTH':
      return 'password-needed';
    case 'LOADING':
      return 'loading';
    case 'BUSY':
      return 'long-script';
    case 'DENIED':
      return 'protected-mode';
    case 'NOPERM':
      // A user without PING can still be a user who may look at streams.
      return step === 'select' ? 'no-such-database' : undefined;
    case 'MASTERDOWN':
      return undefined;
    default:
      return causeOfPlainError(step, error.text);
  }
}

// ERR says nothing by itself; these four texts are the same from 2.8 on.
function causeOfPlainError(step: 'auth' | 'select' | 'ping', text: string): Cause | undefined {
  if (text.includes('max number of clients')) return 'too-many-clients';
  if (step === 'select')
    return /out of range|invalid DB/i.test(text) ? 'no-database-of-that-number' : 'no-such-database';
  if (step === 'ping') return 'not-understood';
  // A password that nobody asked for does no harm.
  if (/no password is set|without any password configured/i.test(text)) return undefined;
  if (/wrong number of arguments/i.test(text)) return 'too-old';
  return 'wrong-password';
}
