import { useEffect } from 'react';

/** The screen's name in the tab and for assistive technology. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · CONECTAMEF`;
  }, [title]);
}
