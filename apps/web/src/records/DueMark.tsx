import { ago, dateTime } from '../app/format.ts';

interface DueMarkProps {
  /** Last instant in time; absent where there is no term. */
  readonly due: string | undefined;
  readonly overdue: boolean;
}

/** By when, and whether it is past, in words. */
export function DueMark({ due, overdue }: DueMarkProps) {
  if (due === undefined) return <span className="soft">Sin plazo</span>;
  return (
    <>
      {overdue && <span className="badge solid">Vencido</span>} <time dateTime={due}>{dateTime(due)}</time>
    </>
  );
}

/** `desde hace 3 días` */
export const sinceWords = (since: string, now: number): string => `espera desde ${ago(since, now)}`;
