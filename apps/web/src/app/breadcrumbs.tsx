import { Link, useParams, useRouterState } from '@tanstack/react-router';
import { PLACES } from './nav-places.ts';

/** Where one is: the place, then the stream, then the group. */
export function Breadcrumbs({ conn }: { readonly conn: string }) {
  const { stream, group } = useParams({ strict: false });
  const routes = useRouterState({ select: (state) => state.matches.map((match) => match.routeId as string).join(' ') });
  if (stream === undefined) {
    const place = PLACES.findLast((candidate) => routes.includes(candidate.to)) ?? PLACES[0];
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
              {stream}
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

function Name({ text }: { readonly text: string }) {
  return (
    <span translate="no" aria-current="page" className="name font-semibold">
      {text}
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
