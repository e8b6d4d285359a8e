interface PagerProps {
  /** Cursors of the pages that were left behind. */
  readonly cursors: readonly string[];
  readonly next: string | undefined;
  readonly onMove: (cursors: readonly string[]) => void;
}

/** Back and on, where there is more than a page. */
export function Pager({ cursors, next, onMove }: PagerProps) {
  if (cursors.length === 0 && next === undefined) return null;
  return (
    <div className="pager">
      <button type="button" className="button quiet small" disabled={cursors.length === 0} onClick={() => onMove(cursors.slice(0, -1))}>
        Anteriores
      </button>
      <button type="button" className="button quiet small" disabled={next === undefined} onClick={() => next !== undefined && onMove([...cursors, next])}>
        Siguientes
      </button>
    </div>
  );
}
