import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import { builtInRules } from '@weir/domain/alerts/built-in-rules';
import { type AlertDesk, createAlertDesk } from '@weir/api/alerts/alert-desk';
import type { History } from '@weir/domain/history/history';
import { noHistory } from '@weir/domain/history/no-history';
import { NAMES, rehearse, type Rehearsal } from '@weir/api/observe/rehearsal';
import type { Watch } from '@weir/api/observe/watch';
import { storeRig } from '@weir/store/rig/store-rig';
import type { Store } from '@weir/store/open-store';
import { sendMessage } from '../notify/send-message.ts';
import { type HookReceiver, startHookReceiver } from './hook-receiver.ts';

/** A connection acted out, a real store, a real receiver, and as many Weirs on them as are wanted. For tests. */
export interface AlertRig {
  readonly stage: Rehearsal;
  readonly store: Store;
  readonly hooks: HookReceiver;
  /** One more Weir that looks at the same Redis and remembers in the same store. */
  weir(): AlertDesk;
  /** Saves a rule made from the one about groups that are behind. */
  rule(change?: Partial<AlertRule>): Promise<void>;
  /** Titles of what arrived. */
  titles(): string[];
  /** Polls, and lets all Weirs look and tell, until that much time has passed. */
  pass(ms: number, change?: Parameters<Rehearsal['poll']>[0]): Promise<void>;
  end(): Promise<void>;
}

export const SECRET = 'a secret of some length';

/** `history`: what was recorded before, and where more is recorded; default: nowhere. */
export async function startAlertRig(history: History = noHistory()): Promise<AlertRig> {
  const stage = rehearse(undefined, history);
  const place = storeRig();
  const store = await place.open({ threads: false });
  const hooks = await startHookReceiver();
  const weirs: AlertDesk[] = [];
  let ids = 0;
  // Sound for what alerts read of a watch: its names, its board, its history and the link of its watcher.
  const watch = {
    ...NAMES,
    board: stage.board,
    history,
    gateway: { watcher: stage.watcher },
    here: () => stage.at,
    announce: (events?: Parameters<Watch['announce']>[0]) => stage.sampler.announce(events),
  } as unknown as Watch;
  const [first] = builtInRules('main').filter(({ ruleId }) => ruleId.startsWith('behind'));
  if (first === undefined) throw new Error('there is no rule about groups that are behind');
  const target = { kind: 'webhook', url: `${hooks.url}/hook`, secret: SECRET } as const;
  // The rules one starts with are for other tests: they fire beside those of a test.
  await store.alerts.seedAlertRules('main', []);
  await store.alerts.saveChannel({ channelId: 'c1', name: 'ops', enabled: true, target, quiet: null }, []);

  const rig: AlertRig = {
    stage,
    store,
    hooks,
    weir() {
      const by = `weir-${weirs.length + 1}`;
      const desk = createAlertDesk({
        watches: new Map([['main', watch]]),
        book: store.alerts,
        by,
        here: () => stage.at,
        newId: () => `${by}-${(ids += 1)}`,
        origin: () => 'https://weir.example.org',
        send: (to, message, deliveryId) => sendMessage(to, message, deliveryId, stage.at, 500),
        onFault: (fault) => {
          throw fault;
        },
      });
      weirs.push(desk);
      return desk;
    },
    async rule(change = {}) {
      await store.alerts.saveAlertRule({ ...first, ruleId: 'r1', channels: ['c1'], ...change }, []);
    },
    titles: () => hooks.received.map(({ body }) => (JSON.parse(body) as { title: string }).title),
    async pass(ms, change) {
      for (const end = stage.at + ms; stage.at < end;) {
        await stage.poll(change);
        await Promise.all(weirs.map((weir) => weir.round()));
        await Promise.all(weirs.map((weir) => weir.sent()));
      }
    },
    async end() {
      await Promise.all(weirs.map((weir) => weir.close()));
      await place.end();
      await hooks.close();
    },
  };
  return rig;
}
