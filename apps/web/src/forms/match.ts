import { searchable } from '../app/format.ts';

interface Named {
  readonly siglas: string;
  readonly name: string;
  readonly code?: string;
}

/** 0 = the very siglas, then siglas that begin so, a word of the name that begins so, anything inside; undefined = no. */
function rank({ siglas, name, code = '' }: Named, typed: string): number | undefined {
  const [short, long, number] = [searchable(siglas), searchable(name), searchable(code)];
  if (short === typed) return 0;
  if (short.startsWith(typed)) return 1;
  if (long.split(/\s+/).some((word) => word.startsWith(typed))) return 2;
  return short.includes(typed) || long.includes(typed) || number.includes(typed) ? 3 : undefined;
}

/** The organs that what was typed may mean, the likeliest first. Nothing typed: all, as they came. */
export function matching<O extends Named>(organs: readonly O[], typed: string): readonly O[] {
  const wanted = searchable(typed.trim());
  if (wanted === '') return organs;
  return organs
    .flatMap((organ) => {
      const place = rank(organ, wanted);
      return place === undefined ? [] : [{ organ, place }];
    })
    .sort((a, b) => a.place - b.place || a.organ.siglas.localeCompare(b.organ.siglas, 'es'))
    .map(({ organ }) => organ);
}
