import { useParams, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useTitle } from '../../app/use-title.ts';
import { ButtonLink, Button } from '../../ui/button.tsx';
import { TabLink, Tabs } from '../../ui/tabs.tsx';
import { Note } from '../actions/parts/note.tsx';
import { ChannelsTab } from './channels-tab.tsx';
import { FiringPanel } from './firing-panel.tsx';
import { HistoryTab } from './history-tab.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { RulesPanel } from './rules-panel.tsx';
import { SnoozeDialogs } from './snooze-dialogs.tsx';
import { useAlertLock } from './use-alert-lock.ts';
import { useAlertRules, useAlertSummary } from './use-alerts.ts';

const TO = '/c/$conn/alerts';

/** /c/:conn/alerts: what fires, the rules, what was, where it is told. */
export function AlertsPage() {
  useTitle('Alerts');
  const { conn } = useParams({ from: TO });
  const { tab = '', rule } = useSearch({ from: TO });
  const rules = useAlertRules(conn);
  const summary = useAlertSummary(conn);
  const trouble = summary.data?.trouble ?? '';
  return (
    <div className="flex flex-col gap-4 p-4 sm:px-6 sm:py-5">
      <SnoozeDialogs conn={conn} />
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="text-title">Alerts</h1>
          <p className="mt-1 text-text-2">Rules watch every group and stream; what fires is told to channels, once.</p>
        </div>
        <NewRule conn={conn} />
      </div>
      {trouble !== '' && (
        <Note tone="critical">Alerts do not work at the moment: nothing new fires and nothing is told. {trouble}</Note>
      )}
      <Tabs label="Parts of alerts">
        <TabLink to={TO} params={{ conn }} search={{}} {...chosen(tab === '')}>
          Firing and rules
        </TabLink>
        <TabLink to={TO} params={{ conn }} search={{ tab: 'history' }} {...chosen(tab === 'history')}>
          History
        </TabLink>
        <TabLink
          to={TO}
          params={{ conn }}
          search={{ tab: 'channels' }}
          {...chosen(tab === 'channels')}
          count={rules.data === undefined ? undefined : String(rules.data.channels.length)}
        >
          Channels
        </TabLink>
      </Tabs>
      {tab === 'history' ? (
        <HistoryTab conn={conn} />
      ) : tab === 'channels' ? (
        <ChannelsTab conn={conn} />
      ) : (
        <div
          className={
            rule === undefined
              ? 'flex flex-col gap-4'
              : 'grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(400px,452px)]'
          }
        >
          <div className={`flex min-w-0 flex-col gap-4 ${rule === undefined ? '' : 'max-lg:order-last'}`}>
            <FiringPanel conn={conn} summary={summary.data} />
            <RulesPanel conn={conn} query={rules} opened={rule} />
          </div>
          {rule !== undefined && <RuleEditor conn={conn} ruleId={rule} query={rules} />}
        </div>
      )}
    </div>
  );
}

/** Which tab it is stands in the query, where the router would compare all of it. */
function chosen(is: boolean) {
  return { activeOptions: NEVER, ...(is ? ({ 'data-status': 'active', 'aria-current': 'page' } as const) : {}) };
}

const NEVER = { exact: true, includeSearch: true, includeHash: true } as const;

function NewRule({ conn }: { readonly conn: string }) {
  const lock = useAlertLock('A new rule', 'maintainer');
  const words = (
    <>
      <Plus aria-hidden size={14} strokeWidth={1.75} />
      New rule
    </>
  );
  if (lock !== '')
    return (
      <Button disabled data-tip={lock} aria-label={`New rule: ${lock}`}>
        {words}
      </Button>
    );
  return (
    <ButtonLink to={TO} params={{ conn }} search={{ rule: 'new' }}>
      {words}
    </ButtonLink>
  );
}
