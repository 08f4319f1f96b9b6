import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createMetricsText } from '@weir/api/metrics/metrics-text';
import { createLiveHub } from '@weir/api/observe/live-hub';
import type { Watch } from '@weir/api/observe/watch';
import type { Settings } from './config/settings.ts';
import { createHttp } from './http/create-http.ts';
import { openStaticUi } from './http/static-ui.ts';
import { identify, type Caller } from './identity/identify.ts';
import { openIdentity } from './identity/open-identity.ts';
import { requestContextOf } from './identity/request-context-of.ts';
import { openLiveSockets } from './live/live-sockets.ts';
import type { Log } from './log/create-log.ts';
import { watchConnections } from './watch-connections.ts';

export interface Console {
  /** http://host:port */
  readonly origin: string;
  readonly watches: ReadonlyMap<string, Watch>;
  issueSignInLink(): Promise<string>;
  close(): Promise<void>;
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const UI_FOLDER = fileURLToPath(new URL('../../web/dist/', import.meta.url));

/** Puts the console together and listens; rejects when the port cannot be had. Redis need not be there. */
export async function compose(settings: Settings, log: Log): Promise<Console> {
  const now = Date.now;
  const boot = randomUUID();
  const identity = await openIdentity(settings.dataDir, now);
  const watches = new Map<string, Watch>();
  const hub = createLiveHub(watches, boot, now);
  let port = settings.port;
  const cookieName = (): string => `weir-${port}`;
  const identities = { sessions: identity.sessions, tokens: identity.tokens, cookieName };
  const facts = { watches, boot, version, readOnly: settings.readOnly, cookieName };
  const guard = { allowedHosts: settings.allowedHosts, port: () => port };

  const { app, server } = createHttp({
    ...guard,
    watches,
    metrics: createMetricsText(watches),
    ui: openStaticUi(UI_FOLDER),
    log,
    identify: (request) => identify(request.headers, identities),
    context: (caller, setCookie) => requestContextOf(facts, identity, caller, setCookie),
  });
  await app.listen({ host: settings.host, port: settings.port });
  // A TCP server's address is always an object; the string form belongs to local sockets.
  ({ port } = server.address() as AddressInfo);

  const live = openLiveSockets({
    ...guard,
    server,
    hub,
    identify: (request) => identify(request.headers, identities),
    stillHolds: (caller) => stillHolds(caller, identity),
  });
  identity.sessions.onEnd((id) => live.dismiss(id));
  const stopWatching = watchConnections(settings, watches, hub, boot, log);

  const origin = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`;
  return {
    origin,
    watches,
    issueSignInLink: async () => `${origin}/sign-in#${await identity.codes.issue()}`,
    async close() {
      live.close();
      await Promise.all([app.close(), stopWatching()]);
    },
  };
}

async function stillHolds(
  caller: Caller,
  { sessions, tokens }: Awaited<ReturnType<typeof openIdentity>>,
): Promise<boolean> {
  switch (caller.by) {
    case 'session':
      return sessions.lives(caller.key);
    case 'token':
      return (await tokens.find(caller.token)) !== undefined;
    default:
      return false;
  }
}
