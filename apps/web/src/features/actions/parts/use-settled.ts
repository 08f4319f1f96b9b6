import { useEffect, useState } from 'react';

/** The value once it has not changed for a moment: what somebody types is not asked letter by letter. */
export function useSettled<Value>(value: Value, forMs: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (Object.is(value, settled)) return undefined;
    const timer = setTimeout(() => {
      setSettled(value);
    }, forMs);
    return () => {
      clearTimeout(timer);
    };
  }, [value, settled, forMs]);
  return settled;
}
