import { chore, daily, each, onDay, type Chore } from './chore.ts';
import { documentary, oautda, ogauc, operator } from './posts.ts';

const checklist = ['reception-never-refused', 'numbering', 'cargo', 'same-day-routing', 'hours'].map((item) => ({ item, complies: true }));
const perDay = 2;

const submission = (organ: string, n: number) => ({
  channel: 'desk',
  kind: 'oficio',
  procedure: 'oficio',
  organ,
  folios: 1 + (n % 9),
  about: `Asunto simulado ${n}`,
  sender: { name: `Remitente simulado ${n}`, identity: { kind: 'DNI', number: String(90_000_000 + (n % 900_000)) } },
});

let number = 0;

export const intakeChores: readonly Chore[] = [
  chore('RM.4', onDay(1), async (stage) => {
    await stage.as(ogauc).act('norms/rm-288-2012/publish', { on: '2012-04-16', where: 'Portal institucional (fecha simulada)' });
  }),
  chore('DIR.5.1.1.b', onDay(1), async (stage) => {
    const date = stage.clock.toISOString().slice(0, 10);
    await each(stage.organs.filter(({ type }) => type !== 'alta-direccion'), ({ id }) => stage.as(ogauc).act(`document-coordinators/${id}/designate`, { person: documentary(id).id, from: date, act: 'Designación simulada' }));
  }),
  chore('DIR.5.1.2.b', daily, (stage) => each(stage.centres, (centre) => stage.as(operator(centre)).act(`desks/${centre}/open`))),
  chore('DIR.4.5', onDay(3), (stage) => each(stage.centres, (centre) => stage.as(oautda).act(`desks/${centre}/supervise`, { checklist }))),
  chore('DIR.5.4', daily, async (stage) => {
    await each(stage.centres, async (centre, i) => {
      for (let n = 0; n < perDay; n++) {
        const organ = stage.technical[(i + number) % stage.technical.length]!;
        const { id } = await stage.as(operator(centre)).act(`desks/${centre}/receive`, submission(organ, number++));
        await stage.as(operator(centre)).act(`documents/${id}/route`, { organ });
        await stage.as(documentary(organ)).act(`documents/${id}/accept`);
        if (n === 0) await stage.as(documentary(organ)).act(`documents/${id}/answer`, { kind: 'oficio', reference: `Oficio simulado ${number}`, folios: 1 });
      }
      await stage.as(operator(centre)).act(`desks/${centre}/close`);
    });
  }),
];
