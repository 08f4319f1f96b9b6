import type { OutgoingHttpHeaders } from 'node:http';

/** Headers of every answer, whatever it is: page, API, error, refusal. `host` is the checked Host header, if any. */
export function securityHeaders(host: string | undefined): OutgoingHttpHeaders {
  // Not all browsers count ws: of the own origin among 'self'.
  const live = host === undefined ? '' : ` ws://${host} wss://${host}`;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${live}`,
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    // Static files that may be kept say so themselves.
    'cache-control': 'no-store',
  };
}
