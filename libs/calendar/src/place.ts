import { refuse } from '#kernel';

/** Where a term runs. `{}` is the nation: only national rows apply. */
export interface Place {
  /** INEI code of the department, two digits. RENIEC's codes differ and are not accepted as such. */
  readonly department?: string | undefined;
  /** Code of the service centre. */
  readonly centre?: string | undefined;
}

/** INEI codes run from 01 (Amazonas) to 25 (Ucayali). */
const INEI_CODE = /^(0[1-9]|1\d|2[0-5])$/;

/** @throws DomainError `department-unknown`, `centre-malformed` */
export function checkPlace(place: Place): void {
  if (place.department !== undefined) checkDepartment(place.department, 'place.department');
  if (place.centre !== undefined) checkCentre(place.centre, 'place.centre');
}

export function checkDepartment(code: unknown, field: string): void {
  if (typeof code === 'string' && INEI_CODE.test(code)) return;
  throw refuse('invalid', 'department-unknown', 'El departamento no existe: use el código INEI de dos dígitos, de 01 (Amazonas) a 25 (Ucayali).', { field });
}

export function checkCentre(code: unknown, field: string): void {
  if (typeof code === 'string' && code.trim() !== '') return;
  throw refuse('invalid', 'centre-malformed', 'Falta el código del centro de servicios.', { field });
}
