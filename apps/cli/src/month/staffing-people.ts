import { limaDate } from '#calendar';
import type { Post } from '../connect.ts';
import { ranges } from '../demo/people.ts';
import { specialist } from './posts.ts';
import type { Stage } from './stage.ts';

const dayMs = 86_400_000;

export const today = ({ clock }: Stage): string => limaDate(clock.toISOString());
/** So many calendar days from today. */
export const inDays = ({ clock }: Stage, days: number): string => limaDate(new Date(clock.getTime() + days * dayMs).toISOString());

/** Longer than the month and the days in which it is closed. */
export const termDays = 180;

/** The first two órganos de línea: those that have a specialist at each centre. */
export const specialised = ({ organs }: Stage): readonly string[] => organs.filter(({ type }) => type === 'linea').slice(0, 2).map(({ id }) => id);

export const specialistsAt = (stage: Stage, centre: string): readonly (Post & { readonly organ: string })[] => specialised(stage).map((organ) => ({ ...specialist(centre, organ), organ }));
export const allSpecialists = (stage: Stage) => stage.centres.flatMap((centre) => specialistsAt(stage, centre).map((post) => ({ ...post, centre })));

/** Where what takes many acts is done. */
export const fewCentres = ({ centres }: Stage): readonly string[] => centres.slice(0, 3);

/** Somebody who is hired in the month. */
export interface Hired {
  readonly centre: string;
  readonly organ: string;
  /** Terms of reference and selection. */
  readonly tdr: string;
  readonly post: Post;
  readonly dni: string;
}

/** Within the simulation's range; each series is of one kind of people. */
export const fictitious = (series: number, i: number): { readonly name: string; readonly dni: string } => {
  const number = String(series * 1_000 + i).padStart(4, '0');
  return { name: `Persona Ficticia ${number}`, dni: ranges.dni.replace('xxxx', number) };
};

export const series = { specialist: 1, implantador: 2, eat: 3, committee: 4, loser: 5, hired: 6 } as const;

export const hiredOf = (stage: Stage): readonly Hired[] =>
  fewCentres(stage).map((centre, i) => {
    const organ = specialised(stage)[i % 2]!;
    return { centre, organ, tdr: `${organ}.simulado${centre.toLowerCase()}`, post: { id: `simulado-especialista-${centre}`, role: 'specialist', centre, organ }, dni: fictitious(series.hired, i).dni };
  });
