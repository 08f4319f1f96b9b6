import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { lookup as lookUp, type LookupAddress } from 'node:dns';
import type { Attempt } from '@weir/domain/alerts/delivery';

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For the whole of it, from the name to the answer. */
  readonly withinMs: number;
}

// Nobody reads what a receiver answers; a little is taken so that the connection ends well.
const ANSWER_BYTES = 65_536;

/**
 * Posts JSON once. Only 2xx is success; a redirect is none and is not followed, because it would carry the message to
 * an address nobody chose. Link-local addresses are refused: that is where clouds keep credentials of the machine.
 */
export function postJson({ url, headers, body, withinMs }: Post): Promise<Attempt> {
  const target = new URL(url);
  const host = target.hostname.replaceAll(/[[\]]/g, '');
  if (isIP(host) !== 0 && isLinkLocal(host)) return Promise.resolve(failed(LINK_LOCAL));
  const send = target.protocol === 'https:' ? overHttps : overHttp;
  const timesUp = AbortSignal.timeout(withinMs);
  return new Promise((resolve) => {
    const request = send(
      target,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
          'user-agent': 'Weir',
          ...headers,
        },
        signal: timesUp,
        lookup: refusingLookup,
        agent: false,
      },
      (answer) => {
        resolve(judged(answer));
        endQuietly(answer);
      },
    );
    request.on('error', (fault) => {
      resolve(failed(timesUp.aborted ? `It did not answer within ${Math.round(withinMs / 1000)} s.` : whyNot(fault)));
    });
    request.end(body);
  });
}

function judged({ statusCode = 0 }: IncomingMessage): Attempt {
  if (statusCode >= 200 && statusCode < 300) return { ok: true };
  if (statusCode >= 300 && statusCode < 400)
    return failed(
      `It answered with a redirect (${statusCode}), which is not followed: give the channel the address it leads to.`,
    );
  return failed(`It answered ${statusCode}.`);
}

function endQuietly(answer: IncomingMessage): void {
  let seen = 0;
  answer.on('data', (part: Buffer) => {
    seen += part.length;
    if (seen > ANSWER_BYTES) answer.destroy();
  });
  answer.on('error', () => undefined);
}

const LINK_LOCAL = 'Its address is link-local, where machines keep their credentials: Weir does not send there.';

class LinkLocal extends Error {}

type Found = (fault: Error | null, address: string | LookupAddress[], family?: number) => void;

// Asked for each connection, so that a name that resolves differently later is looked at again.
function refusingLookup(host: string, options: { readonly all?: boolean | undefined }, done: Found): void {
  lookUp(host, { all: true }, (fault, addresses) => {
    if (fault !== null) return done(fault, '');
    if (addresses.some(({ address }) => isLinkLocal(address))) return done(new LinkLocal(), '');
    const [first] = addresses;
    if (options.all === true || first === undefined) return done(null, addresses);
    return done(null, first.address, first.family);
  });
}

const NEVER = new BlockList();
NEVER.addSubnet('169.254.0.0', 16, 'ipv4');
NEVER.addSubnet('fe80::', 10, 'ipv6');
NEVER.addAddress('fd00:ec2::254', 'ipv6');

function isLinkLocal(address: string): boolean {
  return NEVER.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens at its address.',
  ECONNRESET: 'It closed the connection.',
  ENOTFOUND: 'Its name cannot be resolved.',
  EAI_AGAIN: 'Its name cannot be resolved at the moment.',
  EHOSTUNREACH: 'Its host cannot be reached.',
  ENETUNREACH: 'Its network cannot be reached.',
  ETIMEDOUT: 'It cannot be reached in time.',
  EPROTO: 'It does not speak TLS as expected.',
};

function whyNot(fault: Error): string {
  if (fault instanceof LinkLocal) return LINK_LOCAL;
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return `Its certificate is not trusted (${code}).`;
  return SENTENCES[code] ?? `It could not be reached${code === '' ? '' : ` (${code})`}.`;
}

function failed(sentence: string): Attempt {
  return { ok: false, sentence };
}
