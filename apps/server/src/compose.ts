import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startTrashRounds } from '@weir/api/act/trash-rounds';
import { createActDesk } from '@weir/api/act/act-desk';
import { createAlertDesk } from '@weir/api/alerts/alert-desk';
import { createPolicyDesk } from '@weir/api/policies/policy-desk';
import { createLimitDesk } from '@weir/api/health/limit-desk';
import { createMetricsText } from '@weir/api/metrics/metrics-text';
import { createLiveHub } from '@weir/api/observe/live-hub';
import type { Watch } from '@weir/api/observe/watch';
import { openArchives } from '@weir/store/archive/open-archives';
import { openStore } from '@weir/store/open-store';
import type { Settings } from './config/settings.ts';
import { createHttp } from './http/create-http.ts';
import { openStaticUi } from './http/static-ui.ts';
import { identify, type Caller } from './identity/identify.ts';
import { openIdentity } from './identity/open-identity.ts';
import { requestContextOf } from './identity/request-context-of.ts';
import { stillMay } from './identity/still-may.ts';
import { openLiveSockets } from './live/live-sockets.ts';
import { faultFields, type Log } from './log/create-log.ts';
import { sendMessage } from './notify/send-message.ts';
import { openHistoryOf } from './open-history-of.ts';
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
// In the installed package everything lies in one folder, as JavaScript.
const UI_FOLDER = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../web/dist/' : './web/', import.meta.url),
);

/** Puts the console together and listens; rejects when the port cannot be had. Redis need not be there. */
export async function compose(settings: Settings, log: Log): Promise<Console> {
  const now = Date.now;
  const boot = randomUUID();
  const identity = await openIdentity(settings.dataDir, now);
  const watches = new Map<string, Watch>();
  const hub = createLiveHub(watches, boot, now);
  const history = openHistoryOf(settings, now, log);
  const store = await openStore(settings.dataDir, { now });
  const desk = createActDesk({
    watches,
    journal: store.journal,
    audit: store.audit,
    archives: openArchives(settings.archiveDir),
    letters: settings.letters,
    here: now,
    monotonic: () => performance.now(),
    newId: () => randomBytes(6).toString('hex'),
    stillMay: (actor, role) => stillMay(actor, role, identity.tokens),
    onFault: (fault) => log.error(faultFields(fault), 'a job ran into something unforeseen'),
  });
  const policies = createPolicyDesk({ desk, book: store.policies, holder: boot });
  const limits = createLimitDesk({
    watches,
    book: store.limitRules,
    here: now,
    newId: () => randomBytes(6).toString('hex'),
  });
  let port = settings.port;
  const ownOrigin = (): string =>
    `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`;
  const alerts = createAlertDesk({
    watches,
    book: store.alerts,
    by: boot,
    here: now,
    newId: () => randomBytes(6).toString('hex'),
    origin: () => settings.publicUrl ?? ownOrigin(),
    send: (target, message, deliveryId) => sendMessage(target, message, deliveryId, now()),
    onFault: (fault) => log.error(faultFields(fault), 'watching alert rules ran into something unforeseen'),
  });
  const cookieName = (): string => `weir-${port}`;
  const identities = { sessions: identity.sessions, tokens: identity.tokens, cookieName };
  const facts = { watches, desk, alerts, policies, limits, boot, version, readOnly: settings.readOnly, cookieName };
  const guard = { allowedHosts: settings.allowedHosts, port: () => port };

  const { app, server } = createHttp({
    ...guard,
    watches,
    desk,
    metrics: createMetricsText(watches, {
      version,
      consumers: settings.metricsConsumers,
      databases: new Map(settings.connections.map(({ id, address }) => [id, address.db])),
    }),
    ui: openStaticUi(UI_FOLDER),
    log,
    identify: (request) => identify(request.headers, identities),
    context: (caller, origin, setCookie) => requestContextOf(facts, identity, caller, origin, setCookie),
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
  const stopWatching = watchConnections(settings, watches, hub, history, boot, log);
  // Without the file groups are judged by the defaults, until it can be read.
  const loadLimits = (): Promise<void> =>
    limits.load().catch((fault: unknown) => log.error(faultFields(fault), 'the health rules could not be read'));
  store.onTrouble((sentence) => void (sentence === null ? loadLimits() : undefined));
  await loadLimits();
  await desk.jobs.takeUp();
  const trash = startTrashRounds(desk.tools);
  alerts.start();
  policies.scheduler.start();

  const origin = ownOrigin();
  return {
    origin,
    watches,
    issueSignInLink: async () => `${origin}/sign-in#${await identity.codes.issue()}`,
    async close() {
      live.close();
      trash.close();
      // Jobs first: their running step is settled while Redis and the journal are still there.
      await Promise.all([app.close(), desk.jobs.close(), alerts.close(), policies.scheduler.close()]);
      await stopWatching();
      await Promise.all([store.close(), history.close()]);
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
