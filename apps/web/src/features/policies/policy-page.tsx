import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTitle } from '../../app/use-title.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { LetterEditor } from './letter-editor.tsx';
import { PolicyEditor } from './policy-editor.tsx';
import { RunsPanel } from './runs-panel.tsx';
import { usePolicies } from './use-policies.ts';

const NEW = { trim: 'New trim policy', 'dead-letter': 'New dead-letter policy' } as const;

/** /c/:conn/trim-policies/:policy: one policy, or a new one of the kind `does`. */
export function PolicyPage() {
  const { conn, policy: policyId } = useParams({ from: '/c/$conn/trim-policies/$policy' });
  const { does: asked } = useSearch({ from: '/c/$conn/trim-policies/$policy' });
  const does = asked === 'dead-letter' ? 'dead-letter' : 'trim';
  const query = usePolicies(conn);
  const policy = query.data?.items.find((each) => each.policyId === policyId);
  const title = policyId === 'new' ? NEW[does] : (policy?.settings.name ?? 'Policy');
  useTitle(title);
  return (
    <div className="flex flex-col gap-4 p-4 sm:px-6 sm:py-5">
      <h1 className="text-title break-words">{title}</h1>
      {policyId === 'new' ? (
        <>
          <Kinds conn={conn} does={does} />
          {does === 'trim' ? (
            <PolicyEditor conn={conn} policy={undefined} stream={undefined} />
          ) : (
            <LetterEditor conn={conn} policy={undefined} />
          )}
        </>
      ) : query.data === undefined ? (
        query.isError ? (
          <PanelTrouble tried="Reading the policy" query={query} />
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
          {policy.settings.does === 'trim' ? (
            <PolicyEditor key={policy.policyId} conn={conn} policy={policy} stream={undefined} />
          ) : (
            <LetterEditor key={policy.policyId} conn={conn} policy={policy} />
          )}
          <RunsPanel conn={conn} of={{ policyId }} />
        </>
      )}
    </div>
  );
}

/** Which kind of policy a new one is. */
function Kinds({ conn, does }: { readonly conn: string; readonly does: keyof typeof NEW }) {
  const navigate = useNavigate();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Segmented
        label="What it does"
        value={does}
        options={[
          { value: 'trim', label: 'Trim' },
          { value: 'dead-letter', label: 'Dead-letter' },
        ]}
        onChange={(value) => {
          void navigate({
            to: '/c/$conn/trim-policies/$policy',
            params: { conn, policy: 'new' },
            search: { does: value },
            replace: true,
          });
        }}
      />
      <span className="text-small text-text-3">
        {does === 'trim' ? 'Keeps streams small.' : 'Puts entries aside that keep failing.'}
      </span>
    </div>
  );
}
