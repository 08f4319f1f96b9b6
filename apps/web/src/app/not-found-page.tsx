import { Link } from '@tanstack/react-router';
import { PlainPage } from './plain-page.tsx';

export function NotFoundPage() {
  return (
    <PlainPage>
      <h1 className="text-title">Nothing has this address</h1>
      <p className="mt-2 text-text-2">The link may be incomplete, or it is from another version of Weir.</p>
      <Link to="/" className="mt-4 inline-block font-strong text-accent hover:underline">
        Go to Triage
      </Link>
    </PlainPage>
  );
}
