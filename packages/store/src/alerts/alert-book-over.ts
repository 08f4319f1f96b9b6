import type { AlertBook } from '@weir/domain/alerts/alert-book';
import type { Reading, Writing } from '../thread/messages.ts';

/** The alert book, asked of the two threads. */
export function alertBookOver(
  read: <M extends keyof Reading>(method: M) => Reading[M],
  write: <M extends keyof Writing>(method: M) => Writing[M],
): AlertBook {
  return {
    seedAlertRules: write('seedAlertRules'),
    saveAlertRule: write('saveAlertRule'),
    removeAlertRule: write('removeAlertRule'),
    saveChannel: write('saveChannel'),
    removeChannel: write('removeChannel'),
    saveSnooze: write('saveSnooze'),
    endSnooze: write('endSnooze'),
    openIncidents: write('openIncidents'),
    closeIncidents: write('closeIncidents'),
    claimNotices: write('claimNotices'),
    settleDeliveries: write('settleDeliveries'),
    alertRules: read('alertRules'),
    channels: read('channels'),
    snoozes: read('snoozes'),
    incidents: read('incidents'),
    incident: read('incident'),
    recentIncidents: read('recentIncidents'),
    deliveriesOf: read('deliveriesOf'),
    deliveriesTo: read('deliveriesTo'),
    firedSince: read('firedSince'),
  };
}
