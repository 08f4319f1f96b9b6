import { useEffect, useRef, useState } from 'react';

/**
 * Text of a field that also stands in the address: the field follows the keys at once, the address a moment later, and
 * an address that changes otherwise (Back, a link) changes the field.
 */
export function useTypedParam(
  inAddress: string,
  write: (text: string) => void,
): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState(inAddress);
  const written = useRef(inAddress);
  const latest = useRef(write);
  useEffect(() => {
    latest.current = write;
  });
  useEffect(() => {
    if (inAddress === written.current) return;
    written.current = inAddress;
    setTyped(inAddress);
  }, [inAddress]);
  useEffect(() => {
    if (typed === written.current) return undefined;
    const timer = setTimeout(() => {
      written.current = typed;
      latest.current(typed);
    }, 150);
    return () => {
      clearTimeout(timer);
    };
  }, [typed]);
  return [typed, setTyped];
}
