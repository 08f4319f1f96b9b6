import { useParams } from '@tanstack/react-router';
import { useTitle } from '../../app/use-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { PolicyEditor } from './policy-editor.tsx';
import { RunsPanel } from './runs-panel.tsx';
import { usePolicies } from './use-policies.ts';

/** /c/:conn/trim-policies/:policy: one policy, or a new one. */
export function PolicyPage() {
  const { conn, policy: policyId } = useParams({ from: '/c/$conn/trim-policies/$policy' });
  const query = usePolicies(conn);
  const policy = query.data?.items.find((each) => each.policyId === policyId);
  const title = policyId === 'new' ? 'New trim policy' : (policy?.settings.name ?? 'Trim policy');
  useTitle(title);
  return (
    <div className="flex flex-col gap-4 p-4 sm:px-6 sm:py-5">
      <h1 className="text-title break-words">{title}</h1>
      {policyId === 'new' ? (
        <PolicyEditor conn={conn} policy={undefined} stream={undefined} />
      ) : query.data === undefined ? (
        query.isError ? (
          <PanelTrouble
            tried="Reading the policy"
            error={query.error}
            at={query.errorUpdatedAt}
            onRetry={() => {
              void query.refetch();
            }}
          />
        ) : (
          <Skeleton className="h-96 w-full" />
        )
      ) : policy === undefined ? (
        <EmptyState
          title="This policy is not there any more."
          action={
            <ButtonLink to="/c/$conn/trim-policies" params={{ conn }}>
              All policies
            </ButtonLink>
          }
        />
      ) : (
        <>
          <PolicyEditor key={policy.policyId} conn={conn} policy={policy} stream={undefined} />
          <RunsPanel conn={conn} of={{ policyId }} />
        </>
      )}
    </div>
  );
}
