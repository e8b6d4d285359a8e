import { useEffect, useRef, type ReactNode } from 'react';
import { kindOf, plain, type Schema } from './schema.ts';
import { blank, listOf, type Typed } from './typed.ts';

interface ItemProps {
  readonly schema: Schema;
  readonly path: readonly string[];
  readonly typed: Typed | undefined;
  readonly onChange: (typed: Typed) => void;
}

interface ListFieldProps extends ItemProps {
  /** The fields of an item. */
  readonly children: (item: ItemProps) => ReactNode;
}

/** A list whose items are added and taken away one by one; the focus follows. */
export function ListField({ schema, path, typed, onChange, children }: ListFieldProps) {
  const items = listOf(typed);
  const item = plain(schema.items ?? {});
  const one = item.title ?? schema.title ?? 'Elemento';
  const grouped = kindOf(item) === 'group';
  const list = useRef<HTMLOListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const wants = useRef<'added' | 'removed'>(undefined);
  useEffect(() => {
    if (wants.current === 'added') list.current?.lastElementChild?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    if (wants.current === 'removed') add.current?.focus();
    wants.current = undefined;
  }, [items.length]);
  return (
    <>
      {items.length > 0 && (
        <ol className="schema-list" ref={list}>
          {items.map((each, index) => (
            <li key={index}>
              <div className="schema-item" {...(grouped && { role: 'group', 'aria-label': `${one} ${index + 1}` })}>
                {children({ schema: { ...item, title: `${one} ${index + 1}` }, path: [...path, String(index)], typed: each, onChange: (value) => onChange(items.with(index, value)) })}
                <div>
                  <button
                    type="button"
                    className="link-button small"
                    onClick={() => {
                      wants.current = 'removed';
                      onChange(items.toSpliced(index, 1));
                    }}
                  >
                    Quitar<span className="unseen"> {one} {index + 1}</span>
                  </button>
                </div>
              </div>
            </li>
          ))}
        </ol>
      )}
      <div>
        <button
          ref={add}
          type="button"
          className="button quiet small"
          disabled={schema.maxItems !== undefined && items.length >= schema.maxItems}
          onClick={() => {
            wants.current = 'added';
            onChange([...items, blank(item)]);
          }}
        >
          Agregar<span className="unseen"> {schema.title ?? one}</span>
        </button>
      </div>
    </>
  );
}
