import type { Sabotage } from './sabotage.ts';

const DESK = 'apps/server/src/notify/alert-desk.test.ts';

/** What breaks when a safeguard of alerts is taken out. */
export const ALERT_SABOTAGES: readonly Sabotage[] = [
  {
    name: 'alert-sent-by-every-weir',
    edits: [
      {
        file: 'packages/store/src/alerts/write-alerts.ts',
        text: 'if (before !== undefined && !isFree(before, now)) continue;',
        replacement: 'if (before !== undefined && before.state === "sent") continue;',
      },
    ],
    test: { file: DESK, title: 'announce one incident once, and its end once' },
  },
  {
    name: 'alert-opened-by-every-weir',
    edits: [
      {
        file: 'packages/store/src/file/migrations.ts',
        text: 'CREATE UNIQUE INDEX incident_open ON incident (rule_id, subject) WHERE closed_at IS NULL;',
        replacement: '',
      },
    ],
    test: { file: DESK, title: 'announce one incident once, and its end once' },
  },
  {
    name: 'snoozed-is-sent',
    edits: [
      {
        file: 'packages/domain/src/alerts/due-notices.ts',
        text: 'if (snoozeOf(incident, snoozes, now) !== undefined) return null;',
        replacement: '',
      },
    ],
    test: { file: DESK, title: 'sends nothing while it lasts, the end of the incident included' },
  },
  {
    name: 'unknown-taken-for-over',
    edits: [
      {
        file: 'packages/domain/src/alerts/advance.ts',
        text: 'if (!sight.known) return { state: unseen(state, sight.because, now), turned: null };',
        replacement:
          'if (!sight.known) return advance(state, { known: true, met: false, clear: true }, { forMs, holdMs }, now, newId);',
      },
    ],
    test: { file: DESK, title: 'neither fires nor resolves on what it does not know, and says so' },
  },
  {
    name: 'redirect-followed',
    edits: [
      {
        file: 'apps/server/src/notify/post-json.ts',
        text: 'if (statusCode >= 200 && statusCode < 300) return { ok: true };',
        replacement: 'if (statusCode >= 200 && statusCode < 400) return { ok: true };',
      },
    ],
    test: {
      file: 'apps/server/src/notify/send-message.test.ts',
      title: 'that redirects was not told, and what it names is not asked',
    },
  },
];
