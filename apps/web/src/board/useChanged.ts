import { useEffect, useRef, useState } from 'react';

/** True for `ms` milliseconds after the value changed. Not on its first sight. */
export function useChanged(value: unknown, ms = 2500): boolean {
  const text = JSON.stringify(value);
  const before = useRef(text);
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (before.current === text) return undefined;
    before.current = text;
    setChanged(true);
    const timer = setTimeout(() => setChanged(false), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return changed;
}
