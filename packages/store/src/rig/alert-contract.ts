import type { AuditEntry } from '@weir/domain/audit/audit-record';
import type { IncidentPlace } from '@weir/domain/alerts/alert-book';
import { afterAttempt, CLAIM_MS } from '@weir/domain/alerts/delivery';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../open-store.ts';
import { channelTo, incidentAt, ruleOf, snoozeUntil } from './sample-alert.ts';
import { AT, beginningOf, endingOf } from './sample-job.ts';
import type { StorePlace } from './store-contract.ts';

const DAY = 86_400_000;
const record = (auditId: string): AuditEntry[] => [
  { type: 'begun', body: beginningOf(auditId) },
  { type: 'ended', body: endingOf(auditId) },
];

/** What every store must remember of alerts, whatever it keeps its rows in. */
export function alertContract(title: string, placeFor: () => StorePlace): void {
  describe(title, () => {
    let place: StorePlace;
    let store: Store;
    beforeEach(async () => {
      place = placeFor();
      store = await place.open();
    });
    afterEach(() => place.end());

    test('rules, channels and snoozes come back after a restart as they were saved, each with its record', async () => {
      const { alerts } = store;
      await alerts.saveAlertRule(ruleOf('r1'), record('a'));
      await alerts.saveAlertRule(ruleOf('r1', { enabled: false }), record('b'));
      await alerts.saveAlertRule(ruleOf('r2', { connection: 'second' }), record('c'));
      await alerts.saveChannel(channelTo('c1'), record('d'));
      await alerts.saveSnooze(snoozeUntil('s1', AT + DAY), record('e'));
      await store.close();
      store = await place.open();
      expect(await store.alerts.alertRules('main')).toEqual([ruleOf('r1', { enabled: false })]);
      expect(await store.alerts.alertRules()).toHaveLength(2);
      expect(await store.alerts.channels()).toEqual([channelTo('c1')]);
      expect(await store.alerts.snoozes(AT)).toEqual([snoozeUntil('s1', AT + DAY)]);
      expect(await store.alerts.snoozes(AT + DAY)).toEqual([]);
      expect(await store.audit.count({})).toBe(5);
      await store.alerts.removeAlertRule('r2', record('f'));
      await store.alerts.removeChannel('c1', record('g'));
      await store.alerts.endSnooze('s1', AT + 5, record('h'));
      expect(await store.alerts.alertRules()).toHaveLength(1);
      expect(await store.alerts.channels()).toEqual([]);
      expect(await store.alerts.snoozes(AT + 5)).toEqual([]);
      expect(await store.audit.verify()).toMatchObject({ intact: true, records: 16 });
    });

    test('a change whose record cannot be written is not made', async () => {
      const ended: AuditEntry = { type: 'ended', body: endingOf('x') };
      const broken = [...record('x'), { ...ended, body: { ...ended.body, detail: 1n } }];
      await expect(store.alerts.saveAlertRule(ruleOf('r1'), broken)).rejects.toThrow();
      expect(await store.alerts.alertRules()).toEqual([]);
      expect(await store.audit.count({})).toBe(0);
    });

    test('a connection is given its first rules once: what was removed stays so', async () => {
      await store.alerts.seedAlertRules('main', [ruleOf('r1'), ruleOf('r2')]);
      await store.alerts.removeAlertRule('r1', record('a'));
      await store.alerts.seedAlertRules('main', [ruleOf('r1'), ruleOf('r2')]);
      expect((await store.alerts.alertRules()).map(({ ruleId }) => ruleId)).toEqual(['r2']);
      await expect(store.alerts.endSnooze('none', AT, record('b'))).rejects.toMatchObject({ reason: 'not-found' });
    });

    test('of a rule and a subject one incident is open, however many are opened', async () => {
      const { alerts } = store;
      const [first] = await alerts.openIncidents([incidentAt('i1')]);
      const again = await alerts.openIncidents([
        incidentAt('i2', { openedAt: AT + 900 }),
        incidentAt('i3', { group: 'mail' }),
        incidentAt('i4', { group: null }),
        incidentAt('i5', { ruleId: 'r2' }),
      ]);
      expect(first).toMatchObject(incidentAt('i1'));
      expect(again.map(({ incidentId }) => incidentId)).toEqual(['i1', 'i3', 'i4', 'i5']);
      await alerts.closeIncidents([{ incidentId: 'i1', closedAt: AT + 1_000, closedBecause: '' }]);
      await alerts.closeIncidents([{ incidentId: 'i1', closedAt: AT + 2_000, closedBecause: 'later' }]);
      expect(await alerts.incident('i1')).toMatchObject({ closedAt: AT + 1_000, closedBecause: '' });
      const [next] = await alerts.openIncidents([incidentAt('i6', { openedAt: AT + 3_000 })]);
      expect(next?.incidentId).toBe('i6');
    });

    test('lists incidents newest first, a page at a time, open and closed apart', async () => {
      const { alerts } = store;
      for (let n = 1; n <= 5; n += 1)
        await alerts.openIncidents([incidentAt(`i${n}`, { group: `g${n}`, openedAt: AT + n })]);
      await alerts.closeIncidents(
        ['i2', 'i4'].map((incidentId) => ({ incidentId, closedAt: AT + 50, closedBecause: '' })),
      );
      const ids = async (open: boolean, limit = 10, after?: IncidentPlace) =>
        (await alerts.incidents({ connection: 'main', open, limit, after }))
          .map(({ incidentId }) => incidentId)
          .join(' ');
      expect(await ids(true)).toBe('i5 i3 i1');
      expect(await ids(true, 2)).toBe('i5 i3');
      expect(await ids(true, 2, await alerts.incident('i3'))).toBe('i1');
      expect(await ids(false)).toBe('i4 i2');
      expect(await ids(false, 2, await alerts.incident('i4'))).toBe('i2');
      expect(await alerts.incidents({ connection: 'other', open: true, limit: 10 })).toEqual([]);
      expect((await alerts.recentIncidents(AT + 51)).map(({ incidentId }) => incidentId)).toEqual(['i5', 'i3', 'i1']);
      expect(await alerts.recentIncidents(AT + 50)).toHaveLength(5);
      expect(await alerts.firedSince('main', AT + 2)).toEqual({ r1: 4 });
      expect(await alerts.incident('none')).toBeUndefined();
    });

    test('lists what fires with the critical ones first, over pages too', async () => {
      const { alerts } = store;
      for (const [n, severity] of (['critical', 'warning', 'critical', 'warning'] as const).entries())
        await alerts.openIncidents([incidentAt(`i${n}`, { severity, group: `g${n}`, openedAt: AT + n })]);
      const ids: string[] = [];
      let after: IncidentPlace | undefined;
      do {
        const [next] = await alerts.incidents({ connection: 'main', open: true, limit: 1, after });
        if (next !== undefined) ids.push(next.incidentId);
        after = next;
      } while (after !== undefined);
      expect(ids).toEqual(['i2', 'i0', 'i3', 'i1']);
    });

    test('a notice is claimed by one of all who want it, and free again when that one is taken for dead', async () => {
      const { alerts } = store;
      await alerts.openIncidents([incidentAt('i1'), incidentAt('i2', { group: 'mail' })]);
      const notices = ['i1', 'i2'].map(
        (incidentId) => ({ incidentId, channelId: 'c1', kind: 'fired', number: 0 }) as const,
      );
      const claims = await Promise.all(
        ['a', 'b', 'c'].map((by) => alerts.claimNotices(notices, by, AT, AT + CLAIM_MS)),
      );
      expect(claims.map((claimed) => claimed.length).toSorted((a, b) => a - b)).toEqual([0, 0, 2]);
      expect(await alerts.claimNotices(notices, 'd', AT + CLAIM_MS - 1, AT + 2 * CLAIM_MS)).toEqual([]);
      expect(await alerts.claimNotices(notices, 'd', AT + CLAIM_MS, AT + 2 * CLAIM_MS)).toHaveLength(2);
    });

    test('what became of a delivery is kept, and of one that is sent nobody gets another', async () => {
      const { alerts } = store;
      await alerts.openIncidents([incidentAt('i1')]);
      const notice = { incidentId: 'i1', channelId: 'c1', kind: 'fired', number: 0 } as const;
      const claimed = await alerts.claimNotices([notice], 'a', AT, AT + CLAIM_MS);
      const failed = claimed.map((one) => afterAttempt(one, { ok: false, sentence: 'It answered 500.' }, AT + 10));
      await alerts.settleDeliveries(failed);
      expect(await alerts.deliveriesOf(['i1', 'none'])).toEqual(failed);
      const retryAt = failed[0]?.nextTryAt ?? 0;
      expect(await alerts.claimNotices([notice], 'b', retryAt - 1, AT + CLAIM_MS)).toEqual([]);
      const again = await alerts.claimNotices([notice], 'b', retryAt, retryAt + CLAIM_MS);
      expect(again).toMatchObject([{ attempts: 1, by: 'b', firstAt: AT }]);
      await alerts.settleDeliveries(again.map((one) => afterAttempt(one, { ok: true }, retryAt + 5)));
      expect(await alerts.deliveriesTo('c1', 5)).toMatchObject([{ state: 'sent', attempts: 2, trouble: '' }]);
      expect(await alerts.claimNotices([notice], 'c', retryAt + DAY, retryAt + 2 * DAY)).toEqual([]);
      expect(await alerts.deliveriesOf([])).toEqual([]);
    });

    test('an incident that ended three months ago is forgotten with what was told of it; one that fires is not', async () => {
      const { alerts } = store;
      await alerts.openIncidents([incidentAt('old'), incidentAt('open', { group: 'mail' })]);
      await alerts.claimNotices([{ incidentId: 'old', channelId: 'c1', kind: 'fired', number: 0 }], 'a', AT, AT + 1);
      await alerts.closeIncidents([{ incidentId: 'old', closedAt: AT + 1, closedBecause: '' }]);
      await alerts.openIncidents([incidentAt('new', { openedAt: AT + 91 * DAY, group: 'other' })]);
      expect(await alerts.incident('old')).toBeUndefined();
      expect(await alerts.deliveriesOf(['old'])).toEqual([]);
      expect((await alerts.recentIncidents(AT)).map(({ incidentId }) => incidentId)).toEqual(['new', 'open']);
    });
  });
}
