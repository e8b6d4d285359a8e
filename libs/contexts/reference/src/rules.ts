import { rule, standingDuty, type Rule } from '#aggregates';

const idOf = ({ id }: { readonly id?: unknown }) => String(id);

/** What the Resolution itself asks for, and whom the Directive binds. */
export const rules: readonly Rule[] = [
  standingDuty({
    id: 'RM.3',
    provision: 'RM.3',
    title: 'La Directiva está aprobada y se conoce bajo todos sus números',
    of: 'nation',
    version: 1,
    placesOf: () => ['nation'],
    begins: { NormaAdopted: idOf },
    ends: {},
    missing: 'No consta la Directiva',
  }),
  standingDuty({
    id: 'RM.4',
    provision: 'RM.4',
    title: 'La Resolución está publicada en el portal institucional',
    of: 'nation',
    version: 1,
    placesOf: () => ['nation'],
    begins: { NormaPublished: idOf },
    ends: {},
    missing: 'No consta la publicación',
  }),
  rule({
    id: 'DIR.I',
    provision: 'DIR.I',
    title: 'Objeto: funcionamiento, competencias y coordinación de los centros',
    of: 'nation',
    version: 1,
    events: [],
    initial: {},
    fold: (state) => state,
    assess: () => ({ standing: 'not-measurable', why: 'Es el objeto de la Directiva: lo miden todas las demás obligaciones de este tablero' }),
  }),
  standingDuty({
    id: 'DIR.III',
    provision: 'DIR.III',
    title: 'La Directiva obliga al centro: figura en el registro nacional',
    of: 'centre',
    version: 1,
    begins: { CentreRegistered: ({ code }) => String(code) },
    ends: {},
    missing: 'El centro no figura en el registro',
  }),
];
