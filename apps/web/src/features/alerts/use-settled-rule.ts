import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import { useEffect, useState } from 'react';

const SETTLE_MS = 500;

/** The rule once nothing was typed into it for half a second; the last whole one while it is not whole. */
export function useSettledRule(rule: AlertRule | null): AlertRule | null {
  const [settled, setSettled] = useState(rule);
  const text = JSON.stringify(rule);
  useEffect(() => {
    if (rule === null) return undefined;
    const timer = setTimeout(() => {
      setSettled(rule);
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
    };
    // Each keystroke makes another object; what it says is what counts.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);
  return settled;
}
