import type { ReceiveDocumentInput } from '#contexts/intake';
import { rucCheckDigit } from '#personal-data';
import type { Dice } from './dice.ts';

/**
 * Senders of the simulation. All are invented and their names say so. Their documents have the form of real ones and lie in
 * ranges that this file declares for the simulation; no register was asked whether anybody has such a number.
 */
export const ranges = { dni: '9900xxxx', ruc: '2099xxxxxxx', ce: 'SIMxxxxxx' } as const;

type Sender = ReceiveDocumentInput['sender'];

const padded = (i: number, length: number): string => String(i).padStart(length, '0');

const fictitiousDni = (i: number): string => `9900${padded(i, 4)}`;

function fictitiousRuc(i: number): string {
  const digits = `2099${padded(i, 6)}`;
  return `${digits}${rucCheckDigit(digits)}`;
}

const personName = (i: number): string => `Persona Ficticia ${padded(i, 4)}`;

const bodies = [['Municipalidad Distrital Ficticia', 6], ['Municipalidad Provincial Ficticia', 3], ['Unidad Ejecutora Ficticia', 3], ['Gobierno Regional Ficticio', 1], ['Universidad Ficticia', 1], ['Empresa Ficticia', 1]] as const;

const people = 400;
const bodiesOfEach = 40;

/** Somebody comes: mostly for a municipality or another body of the State, as at a desk of these centres. Many come back. */
export function someSender(dice: Dice, channel: string): Sender {
  const person = dice.between(1, people);
  const reachable = channel === 'email' || channel === 'web' || dice.chance(0.4);
  const contact = {
    ...(dice.chance(0.6) && { address: `Jr. Ficticio ${dice.between(100, 999)}` }),
    ...(reachable && { email: `persona${padded(person, 4)}@simulacion.invalid` }),
  };
  const kind = dice.weighted([['body', 66], ['person', 29], ['foreigner', 3], ['nobody', 2]] as const);
  switch (kind) {
    case 'body': {
      const name = dice.weighted(bodies);
      const i = dice.between(1, bodiesOfEach);
      const series = bodies.findIndex(([each]) => each === name);
      return { name: `${name} ${padded(i, 4)}`, identity: { kind: 'RUC', number: fictitiousRuc(series * 1_000 + i) }, representative: personName(person), ...contact };
    }
    case 'person':
      return { name: personName(person), identity: { kind: 'DNI', number: fictitiousDni(person) }, ...contact };
    case 'foreigner':
      return { name: personName(person), identity: { kind: 'CE', number: `SIM${padded(person, 6)}` }, ...contact };
    case 'nobody':
      return { name: personName(person), identity: { kind: 'NONE' }, ...contact };
  }
}
