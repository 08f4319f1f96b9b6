import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { EntryInGroupsAnswer } from '@weir/domain/wire/answers';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { cliName } from '@weir/domain/names/cli-name';
import { useState } from 'react';
import { failureOf, useTRPC } from '../../app/trpc.ts';
import { Age, Clock } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { NameText } from '../../ui/name-text.tsx';
import { QuotedName } from '../../ui/quoted-name.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type GlyphShape, StatusGlyph } from '../../ui/status-glyph.tsx';
import { openedAt } from '../pending/pending-search.ts';
import { inGroupsOrder, inGroupsWords } from './in-groups-view.ts';

interface EntryInGroupsProps {
  readonly conn: string;
  readonly stream: string;
  readonly id: string;
}

type InGroup = EntryInGroupsAnswer['groups'][number];

// More are seldom wanted, and a page of them pushes the payload out of sight.
const SHOWN = 6;
const SHAPE: Readonly<Record<InGroup['state'], GlyphShape>> = { pending: 'running', unread: 'idle', past: 'healthy' };

/** Where the opened entry stands: in every group of its stream, read once when it is opened. */
export function EntryInGroups({ conn, stream, id }: EntryInGroupsProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.entries.inGroups.queryOptions({ connection: conn, stream, id }));
  const { data, isError, error, isFetching } = query;
  return (
    <section aria-label={`Entry ${id} in the groups`} className="border-b border-line-subtle px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-text-3">
        {data === undefined ? (
          !isError && <Skeleton className="h-4 w-48" />
        ) : (
          <span>
            {inGroupsWords(data)} Read at <Clock at={data.at} />.
          </span>
        )}
        {isError && (
          <span role="alert" className="text-crit">
            Looking it up in the groups did not work. {failureOf(error).sentence}
          </span>
        )}
        <Button
          size="small"
          aria-busy={isFetching}
          onClick={() => {
            void query.refetch();
          }}
        >
          {isFetching ? 'Reading…' : 'Read again'}
        </Button>
        <CopyButton text={`XRANGE ${cliName(stream)} ${id} ${id}`} label="Copy the redis-cli line that reads it" />
      </div>
      {data !== undefined && data.groups.length > 0 && <Lines conn={conn} stream={stream} id={id} answer={data} />}
    </section>
  );
}

function Lines({ conn, stream, id, answer }: EntryInGroupsProps & { readonly answer: EntryInGroupsAnswer }) {
  const [all, setAll] = useState(false);
  const groups = inGroupsOrder(answer.groups);
  const shown = all ? groups : groups.slice(0, SHOWN);
  const hidden = groups.length - shown.length;
  return (
    <>
      <ul className="mt-1.5 flex flex-col gap-1">
        {shown.map((each) => (
          <li key={each.group} className="flex flex-wrap items-center gap-x-2">
            <StatusGlyph shape={SHAPE[each.state]} />
            <Link
              to="/c/$conn/s/$stream/g/$group"
              params={{ conn, stream, group: each.group }}
              translate="no"
              className="name max-w-72 truncate hover:underline"
            >
              <NameText text={each.group} />
            </Link>
            <Standing conn={conn} stream={stream} id={id} of={each} at={answer.at} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Button
          size="small"
          className="mt-2"
          onClick={() => {
            setAll(true);
          }}
        >
          Show {formatCount(hidden)} more
        </Button>
      )}
    </>
  );
}

function Standing({ conn, stream, id, of, at }: EntryInGroupsProps & { readonly of: InGroup; readonly at: number }) {
  if (of.state === 'unread') return <span className="text-text-2">not read yet</span>;
  if (of.state === 'past') {
    return (
      <span
        className="text-text-2"
        data-tip="Redis does not keep which: acknowledged, read without acknowledgement, or the position was moved over it."
      >
        acknowledged, or passed over
      </span>
    );
  }
  return (
    <span className="text-text-2">
      pending with <QuotedName text={of.consumer} /> for <Age at={of.deliveredAt} upTo={at} />, delivered{' '}
      {of.deliveries === 1 ? 'once' : `${formatCount(of.deliveries, 'full')} times`}.{' '}
      <Link
        to="/c/$conn/s/$stream/g/$group/pending"
        params={{ conn, stream, group: of.group }}
        search={openedAt(id)}
        className="text-accent hover:underline"
      >
        Show it there
      </Link>
    </span>
  );
}
