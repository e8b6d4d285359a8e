import { messageAt } from '../api/failure.ts';
import { Field } from '../forms/Field.tsx';
import type { Draft } from './draft.ts';
import { checkIdentity, identityKinds, type IdentityKind } from './identity.ts';

export interface DraftPartProps {
  readonly draft: Draft;
  readonly wrong: Readonly<Record<string, string>>;
  readonly change: (part: Partial<Draft>) => void;
}

/** Who hands the document over. */
export function SenderFields({ draft, wrong, change }: DraftPartProps) {
  const { identityKind, identityNumber } = draft;
  const check = checkIdentity(identityKind, identityNumber);
  const digits = identityKind === 'DNI' || identityKind === 'RUC';
  return (
    <fieldset className="desk-sender">
      <legend>Remitente</legend>
      <Field label="Identidad">
        {(control) => (
          <select {...control} value={identityKind} onChange={({ target }) => change({ identityKind: target.value as IdentityKind })}>
            {identityKinds.map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {identityKind !== 'NONE' && (
        <Field label="Número" wrong={messageAt(wrong, 'sender.identity') ?? (check.kind === 'wrong' ? check.words : undefined)} right={check.kind === 'right' ? check.words : undefined}>
          {(control) => (
            <input {...control} value={identityNumber} inputMode={digits ? 'numeric' : 'text'} autoComplete="off" data-first onChange={({ target }) => change({ identityNumber: target.value })} />
          )}
        </Field>
      )}
      <Field label={identityKind === 'RUC' ? 'Razón social o nombre' : 'Nombres y apellidos'} wrong={wrong['sender.name']} className="grow">
        {(control) => <input {...control} value={draft.name} autoComplete="off" onChange={({ target }) => change({ name: target.value })} />}
      </Field>
    </fieldset>
  );
}

const contact = [
  ['representative', 'Representante o quien firma', 'sender.representative'],
  ['address', 'Domicilio', 'sender.address'],
  ['phone', 'Teléfono', 'sender.phone'],
  ['email', 'Correo electrónico', 'sender.email'],
] as const;

/** How the sender is reached. Sealed like the name: none of it can be read once the person is erased. */
export function ContactFields({ draft, wrong, change }: DraftPartProps) {
  return (
    <div className="desk-pair">
      {contact.map(([name, label, field]) => (
        <Field key={name} label={label} wrong={wrong[field]} optional>
          {(control) => <input {...control} value={draft[name]} autoComplete="off" onChange={({ target }) => change({ [name]: target.value })} />}
        </Field>
      ))}
    </div>
  );
}
