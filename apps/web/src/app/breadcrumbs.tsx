import { Link, useParams, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PLACES } from './nav-places.ts';
import { NameText } from '../ui/name-text.tsx';

const STREAMS = PLACES[1];

/** Where one is: the place, then the stream, then the group. */
export function Breadcrumbs({ conn }: { readonly conn: string }) {
  const { stream, group, incident, job, policy, record } = useParams({ strict: false });
  const routes = useRouterState({ select: (state) => state.matches.map((match) => match.routeId as string).join(' ') });
  if (stream === undefined) {
    const place = PLACES.findLast((candidate) => routes.includes(candidate.to)) ?? PLACES[0];
    if (job !== undefined || routes.includes('/jobs/new/'))
      return (
        <Within conn={conn} place={place}>
          {job === undefined ? 'New replay' : <Name text={job} />}
        </Within>
      );
    if (routes.includes('/privacy'))
      return (
        <Within conn={conn} place={STREAMS}>
          Privacy request
        </Within>
      );
    if (policy !== undefined)
      return (
        <Within conn={conn} place={place}>
          {policy === 'new' ? 'New' : 'Policy'}
        </Within>
      );
    if (incident !== undefined)
      return (
        <Within conn={conn} place={place}>
          <Name text={incident} />
        </Within>
      );
    if (record !== undefined)
      return (
        <Within conn={conn} place={place}>
          <Name text={record} />
        </Within>
      );
    return (
      <nav aria-label="Where you are" className="font-semibold">
        <span aria-current="page">{place.word}</span>
      </nav>
    );
  }
  return (
    <nav aria-label="Where you are" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5">
        <li>
          <Link to="/c/$conn/streams" params={{ conn }} className="text-text-2 hover:underline">
            Streams
          </Link>
        </li>
        <Divider />
        <li className="min-w-0 truncate">
          {group === undefined ? (
            <Name text={stream} />
          ) : (
            <Link to="/c/$conn/s/$stream" params={{ conn, stream }} className="name text-text-2 hover:underline">
              <NameText text={stream} />
            </Link>
          )}
        </li>
        {group !== undefined && (
          <>
            <Divider />
            <li className="min-w-0 truncate">
              <Name text={group} />
            </li>
          </>
        )}
      </ol>
    </nav>
  );
}

interface WithinProps {
  readonly conn: string;
  readonly place: (typeof PLACES)[number];
  readonly children: ReactNode;
}

function Within({ conn, place, children }: WithinProps) {
  return (
    <nav aria-label="Where you are" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5">
        <li>
          <Link to={place.to} params={{ conn }} className="text-text-2 hover:underline">
            {place.word}
          </Link>
        </li>
        <Divider />
        <li aria-current="page" className="min-w-0 truncate font-semibold">
          {children}
        </li>
      </ol>
    </nav>
  );
}

function Name({ text }: { readonly text: string }) {
  return (
    <span translate="no" aria-current="page" className="name font-semibold">
      <NameText text={text} />
    </span>
  );
}

function Divider() {
  return (
    <li aria-hidden className="text-text-3">
      /
    </li>
  );
}
