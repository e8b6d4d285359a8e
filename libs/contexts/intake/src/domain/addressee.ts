import type { OrganLookup } from '#contracts';
import { refuse } from '#kernel';

/**
 * A document is addressed to an organ in force; history of another system, to that system's groups.
 * @throws DomainError `organ-unknown`, `organ-not-in-force` (it names the successor), `organ-of-another-system`
 */
export function checkAddressee(organ: OrganLookup, foreign: boolean, field = 'organ'): void {
  const { id, standing, successor, type } = organ;
  if (standing === 'unknown') throw refuse('invalid', 'organ-unknown', `No existe un órgano con el código «${id}»: elija uno de la lista de órganos.`, { field, provision: 'DIR.5.4' });
  if (standing === 'not-in-force') {
    const next = successor === undefined ? 'Elija otro órgano de la lista.' : `Lo sucede el órgano «${successor}»: diríjalo a él.`;
    throw refuse('invalid', 'organ-not-in-force', `El órgano «${id}» no está vigente en esa fecha. ${next}`, { field, provision: 'DIR.5.4' });
  }
  if ((type === 'externo') !== foreign) {
    throw refuse('invalid', 'organ-of-another-system', 'Los órganos de otros sistemas solo reciben los documentos de su propia historia; elija un órgano del MEF.', { field, provision: 'DIR.5.4' });
  }
}
