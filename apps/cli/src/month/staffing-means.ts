import type { Post } from '../connect.ts';
import { chore, each, onDay, type Chore } from './chore.ts';
import { administrative, coordinator, lead, ogauc, technology } from './posts.ts';
import { allSpecialists, fewCentres, hiredOf, inDays, specialised, specialistsAt, termDays, today } from './staffing-people.ts';
import type { Stage } from './stage.ts';

const computer = (of: string): string => `pc-${of.toLowerCase()}`.slice(0, 36);

const give = (stage: Stage, centre: string, resource: string, kind: string, person?: string) =>
  stage.as(ogauc).act(`resources/${resource}/assign`, { centre, kind, description: 'Recurso simulado', ...(person !== undefined && { person }), document: 'Guía de salida simulada' });

async function grant(stage: Stage, { id }: Post, what: object): Promise<void> {
  await stage.as(ogauc).act(`accesses/${id}/grant`, { aplicativo: 'siaf', scope: 'record', until: inDays(stage, termDays - 30), ...what });
  await stage.as(technology).act(`accesses/${id}/enable`, { aplicativo: 'siaf' });
}

const newcomers = (stage: Stage) => hiredOf(stage).map(({ post, centre }) => ({ ...post, centre }));

/** Training, resources and accesses of the specialists (DIR.5.1.1.c, 5.1.2.c, 5.1.2.d). */
export const meansChores: readonly Chore[] = [
  chore('DIR.5.1.2.c', onDay(1), async (stage) => {
    await each(stage.centres, async (centre) => {
      for (const kind of ['workstation', 'network']) await give(stage, centre, `${centre.toLowerCase()}-${kind}`, kind);
    });
    await each(allSpecialists(stage), ({ id, centre, organ }) => give(stage, centre, computer(`${centre}-${organ}`), 'computer', id));
  }),
  chore('DIR.5.1.2.c', onDay(9), (stage) => each(newcomers(stage), ({ id, centre }) => give(stage, centre, computer(`${centre}-nuevo`), 'computer', id))),
  chore('DIR.5.1.2.c', onDay(5), (stage) =>
    each(fewCentres(stage), (centre) => {
      const [holder] = specialistsAt(stage, centre);
      return stage.as(holder!).act(`resources/${computer(`${centre}-${holder!.organ}`)}/report-fault`, { fault: 'No enciende (falla simulada)' });
    }),
  ),
  chore('DIR.5.1.2.c', onDay(6), (stage) =>
    each(fewCentres(stage), (centre) => stage.as(administrative(centre)).act(`resources/${computer(`${centre}-${specialised(stage)[0]}`)}/restore`, { detail: 'Se cambió la fuente (simulado)' })),
  ),
  chore('DIR.5.1.2.d', onDay(2), async (stage) => {
    await each(allSpecialists(stage), (post) => grant(stage, post, { post: 'specialist' }));
    await each(fewCentres(stage), (centre) => grant(stage, coordinator(centre), { post: 'coordinator', centre, scope: 'read' }));
    await each(specialised(stage), (organ) => grant(stage, lead(organ), { post: 'technical-lead', organ, scope: 'approve' }));
  }),
  chore('DIR.5.1.2.d', onDay(10), (stage) => each(newcomers(stage), (post) => grant(stage, post, { post: 'specialist' }))),
  chore('DIR.5.1.2.d', onDay(17), (stage) => each(allSpecialists(stage), ({ id }) => stage.as(ogauc).act(`accesses/${id}/review`, { aplicativo: 'siaf' }))),
  chore('DIR.5.1.1.c', onDay(3), (stage) =>
    each(specialised(stage), (organ) => stage.as(lead(organ)).act(`internal-trainings/${organ}.cierre/schedule`, { sistema: 'otros', topic: 'Cierre del año (capacitación simulada)', on: inDays(stage, 14), hours: 4 })),
  ),
  chore('DIR.5.1.1.c', onDay(14), (stage) =>
    each(specialised(stage), async (organ) => {
      const of = stage.as(lead(organ));
      const on = today(stage);
      const attendees = [...allSpecialists(stage), ...newcomers(stage)].filter((post) => post.organ === organ).map(({ id }) => id);
      await of.act(`internal-trainings/${organ}.cierre/hold`, { on, hours: 4 });
      await of.act(`internal-trainings/${organ}.cierre/register-attendance`, { on, attendees });
      await each(attendees.slice(0, 5), async (person, i) => {
        await of.act(`internal-trainings/${organ}.cierre/evaluate`, { person, score: 14 + i });
        await of.act(`internal-trainings/${organ}.cierre/certify`, { person });
      });
    }),
  ),
];
