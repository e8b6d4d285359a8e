import { useEffect, useState } from 'react';

/** The time, refreshed every `interval` milliseconds, for words such as "hace 3 horas". */
export function useNow(interval: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), interval);
    return () => clearInterval(timer);
  }, [interval]);
  return now;
}
