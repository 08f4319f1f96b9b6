import { useEffect, useRef, useState } from 'react';
import { useVerdict } from '../features/triage/use-verdict.ts';

const AT_MOST_EVERY_MS = 10_000;

/** Tells screen readers when the verdict changes, at most once in 10 s. Ages that tick are not announced. */
export function VerdictAnnouncer() {
  const verdict = useVerdict();
  const [said, setSaid] = useState('');
  const spoken = useRef({ text: '', at: 0 });
  const title = verdict?.spoken ?? '';
  useEffect(() => {
    if (title === '' || title === spoken.current.text) return undefined;
    // The first verdict is the page's heading, which is read anyway.
    if (spoken.current.text === '') {
      spoken.current = { text: title, at: Date.now() };
      return undefined;
    }
    const timer = setTimeout(
      () => {
        spoken.current = { text: title, at: Date.now() };
        setSaid(title);
      },
      Math.max(0, spoken.current.at + AT_MOST_EVERY_MS - Date.now()),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [title]);
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
