import { useEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { flushSync } from 'react-dom';
import { useQuery } from '@tanstack/react-query';
import { referenceQuery, type Organ } from '../api/reference.ts';
import type { ControlProps } from './Field.tsx';
import { matching } from './match.ts';
import './picker.css';

interface OrganPickerProps {
  readonly control: ControlProps;
  /** The organ's id, or empty. */
  readonly value: string;
  readonly onChange: (organ: string) => void;
  /** Called when an organ was taken with Enter, for the focus to go on. */
  readonly onTaken?: () => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}

const written = (organ: Organ | undefined): string => (organ === undefined ? '' : `${organ.siglas} – ${organ.name}`);

function usePicker({ value, onChange, onTaken }: OrganPickerProps) {
  const { data } = useQuery(referenceQuery);
  const organs = (data?.organs ?? []).filter(({ inForce, type }) => inForce && type !== 'externo');
  const chosen = organs.find(({ id }) => id === value);
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(0);
  const found = matching(organs, typed ?? '');
  const take = (organ: Organ | undefined) => {
    if (organ !== undefined) onChange(organ.id);
    setTyped(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const open = typed !== undefined;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setTyped('');
      else setAt((now) => Math.max(0, Math.min(found.length - 1, now + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(undefined);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      // The form is sent with this key: what was plainly meant must be in it by then.
      if (typed?.trim()) flushSync(() => take(found[at]));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      event.stopPropagation();
      if (found.length === 0) return;
      take(found[at]);
      onTaken?.();
    }
  };
  const type = (text: string) => {
    setTyped(text);
    setAt(0);
  };
  // Leaving the field takes what was plainly meant: the highlighted organ, once something was typed.
  const leave = () => take(typed?.trim() ? found[at] : undefined);
  return { chosen, typed, found, at, take, type, leave, onKeyDown, loaded: data !== undefined };
}

/** An organ in force, chosen by typing its siglas or part of its name (the ARIA combobox pattern with a list). */
export function OrganPicker(props: OrganPickerProps) {
  const { chosen, typed, found, at, take, type, leave, onKeyDown, loaded } = usePicker(props);
  const active = useRef<HTMLLIElement>(null);
  const open = typed !== undefined;
  const list = `${props.control.id}-list`;
  useEffect(() => void active.current?.scrollIntoView({ block: 'nearest' }), [at, open]);
  return (
    <div className="picker">
      <input
        {...props.control}
        ref={props.inputRef}
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && found.length > 0 ? `${list}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="Escriba las siglas, por ejemplo DGPP"
        value={typed ?? written(chosen)}
        onChange={({ target }) => type(target.value)}
        onFocus={({ target }) => target.select()}
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
      <ul id={list} role="listbox" aria-label="Órganos" hidden={!open}>
        {found.map((organ, index) => (
          <li
            key={organ.id}
            id={`${list}-${index}`}
            ref={index === at ? active : null}
            role="option"
            aria-selected={index === at}
            onPointerDown={(event) => (event.preventDefault(), take(organ))}
          >
            <strong>{organ.siglas}</strong> {organ.name}
          </li>
        ))}
        {open && found.length === 0 && <li className="none">{loaded ? 'Ningún órgano vigente coincide. Pruebe con otras siglas o con una palabra del nombre.' : 'Cargando los órganos…'}</li>}
      </ul>
    </div>
  );
}
