import type { ChannelTarget } from '@weir/domain/alerts/channel';
import type { Attempt } from '@weir/domain/alerts/delivery';
import { createTransport } from 'nodemailer';

export interface Mail {
  readonly target: Extract<ChannelTarget, { kind: 'email' }>;
  readonly subject: string;
  readonly text: string;
  /** Makes the Message-ID, so that a repetition is the same mail to whoever receives it. */
  readonly deliveryId: string;
  /** For the whole of it. */
  readonly withinMs: number;
}

/** Hands one mail to an SMTP server. Done means that the server took it. */
export async function sendMail({ target, subject, text, deliveryId, withinMs }: Mail): Promise<Attempt> {
  const { host, port, security, user, password, from, to } = target;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    connectionTimeout: withinMs,
    greetingTimeout: withinMs,
    socketTimeout: withinMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Attempt>((resolve) => {
    const seconds = Math.round(withinMs / 1000);
    timer = setTimeout(() => resolve(failed(`${host} did not take the mail within ${seconds} s.`)), withinMs);
  });
  const mail = { from, to: [...to], subject, text, messageId: `<${deliveryId}@weir>` };
  const sent = transport.sendMail(mail).then(
    (): Attempt => ({ ok: true }),
    (fault: unknown): Attempt => failed(whyNot(fault, host)),
  );
  try {
    return await Promise.race([sent, late]);
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

function whyNot(fault: unknown, host: string): string {
  const { code, original, responseCode } = codesOf(fault);
  if (/CERT|SELF_SIGNED|UNABLE_TO_|SSL|TLS/.test(original))
    return `${host} has a certificate that is not trusted (${original}).`;
  const answer = responseCode === 0 ? '' : ` (${responseCode})`;
  switch (code) {
    case 'EAUTH':
      return `${host} did not accept the user and password${answer}.`;
    case 'EENVELOPE':
      return `${host} refused the sender or a recipient${answer}.`;
    case 'EMESSAGE':
      return `${host} refused the mail${answer}.`;
    case 'ETLS':
      return `${host} does not offer TLS, or not as expected.`;
    case 'EDNS':
      return `The name ${host} cannot be resolved.`;
    case 'ETIMEDOUT':
      return `${host} did not answer in time.`;
    default:
      return `${host} could not be reached${answer}.`;
  }
}

interface Codes {
  readonly code: string;
  /** Of the socket below. */
  readonly original: string;
  readonly responseCode: number;
}

function codesOf(fault: unknown): Codes {
  if (!(fault instanceof Error)) return { code: '', original: '', responseCode: 0 };
  return {
    code: 'code' in fault && typeof fault.code === 'string' ? fault.code : '',
    original: 'originalCode' in fault && typeof fault.originalCode === 'string' ? fault.originalCode : '',
    responseCode: 'responseCode' in fault && typeof fault.responseCode === 'number' ? fault.responseCode : 0,
  };
}

function failed(sentence: string): Attempt {
  return { ok: false, sentence };
}
