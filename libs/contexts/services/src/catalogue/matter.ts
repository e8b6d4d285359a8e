import type { Scope } from '#platform';
import { competentOn } from '../terms.ts';
import { catalogueEntry, entryOn } from './entry.ts';

/** What an entry of the catalogue is on a date, with what it belongs to. */
export type Matter =
  | { readonly standing: 'unknown' | 'not-in-force' | 'service' }
  | {
      readonly standing: 'in-force';
      readonly sistema?: string;
      readonly aplicativo?: string;
      readonly tema?: string;
      /** The organ competent in it on that date. */
      readonly organ: string;
    };

export async function matterOn({ services }: Pick<Scope, 'services'>, id: string, date: string): Promise<Matter> {
  const { state } = await services.executor.load(catalogueEntry, id);
  if (state.status === 'never-defined') return { standing: 'unknown' };
  if (state.kind === 'servicio') return { standing: 'service' };
  const version = entryOn(state, date);
  if (!version) return { standing: 'not-in-force' };
  if (state.kind === 'tema') {
    const parent = await matterOn({ services }, state.parent!, date);
    return parent.standing === 'in-force' ? { ...parent, tema: id } : { standing: 'not-in-force' };
  }
  return { standing: 'in-force', [state.kind]: id, organ: competentOn(services.directory(), version.organ!, date) };
}
