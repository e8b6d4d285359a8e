import type { RecordedEvent } from '#kernel';
import type { View } from '#view-store';
import { addDays, type Term } from '../dates.ts';
import type { Post } from './events.ts';

/** What a person holds, and where: for as long as it is in force the person may have access. */
export interface HeldPost extends Term {
  readonly post: Post;
  readonly centre?: string;
  readonly organ?: string;
}

export interface PersonLinks {
  readonly person: string;
  readonly posts: readonly HeldPost[];
}

type Data = Readonly<Record<string, string | undefined>>;
type Fold = (posts: readonly HeldPost[], data: Data) => readonly HeldPost[];

const hold = (post: Post): Fold => (posts, { centre, organ, from, until }) => [
  ...posts,
  { post, from: from!, ...(centre !== undefined && { centre }), ...(organ !== undefined && { organ }), ...(until !== undefined && { end: addDays(until, 1) }) },
];

const close = (of: readonly Post[], endOf: (data: Data) => string): Fold => (posts, data) =>
  posts.map((held) => {
    const here = of.includes(held.post) && held.centre === (data.centre ?? held.centre) && held.organ === (data.organ ?? held.organ);
    return here && (held.end === undefined || held.end > endOf(data)) ? { ...held, end: endOf(data) } : held;
  });

const on = ({ on }: Data): string => on!;

/** The person's last link has another end. */
const changeTerm: Fold = (posts, { until }) => {
  const last = posts.findLastIndex(({ post }) => post === 'specialist');
  return posts.map((held, i) => (i === last ? { ...held, end: addDays(until!, 1) } : held));
};

const folds: Readonly<Record<string, Fold>> = {
  DependenciaTecnicaAssigned: hold('specialist'),
  ImplantadorIntegrated: hold('team'),
  EatIntegrated: hold('team'),
  DependenciasTermChanged: changeTerm,
  DependenciasEnded: close(['specialist'], on),
  TeamMemberWithdrawn: close(['team'], on),
  CoordinadorCentroAppointed: hold('coordinator'),
  CoordinadorCentroRelieved: close(['coordinator'], on),
  CoordinadorAdministrativoAppointed: hold('coordinator'),
  CoordinadorAdministrativoRelieved: close(['coordinator'], on),
  ResponsableTecnicoDesignated: hold('technical-lead'),
  ResponsableTecnicoReplaced: hold('technical-lead'),
  ResponsableTecnicoWithdrawn: close(['technical-lead'], on),
};

/** With these somebody loses a post. */
export const losing: readonly string[] = ['DependenciasEnded', 'TeamMemberWithdrawn', 'CoordinadorCentroRelieved', 'CoordinadorAdministrativoRelieved', 'ResponsableTecnicoReplaced', 'ResponsableTecnicoWithdrawn'];

const dataOf = ({ data }: RecordedEvent): Data => data as Data;

/** Who loses a post by an event, and from which date on. */
export function lossOf(event: RecordedEvent): { readonly person: string; readonly on: string } {
  const { person, previous, on, from } = dataOf(event);
  return { person: previous ?? person!, on: on ?? from! };
}

/** By person, the posts held, with their dates. */
export const personLinks: View<PersonLinks> = {
  name: 'person-links',
  version: 1,
  indexes: [],
  events: Object.keys(folds),
  keysOf(event) {
    const { person, previous } = dataOf(event);
    return previous === undefined ? [person!] : [person!, previous];
  },
  fold(before, event, person) {
    const data = dataOf(event);
    const replaced = data.previous === person;
    const fold = replaced ? close(['technical-lead'], ({ from }) => from!) : folds[event.type]!;
    return { person, posts: fold(before?.posts ?? [], data) };
  },
};
