import { z } from 'zod';
import { act, declare, define, ids, type Ask } from '#aggregates';
import { CentreCode, input, LocalDate, OrganId, publicText, Sistema, text } from '#contracts';
import { refuse } from '#kernel';
import { inForceOn } from '../dates.ts';
import { AdministrativeActKind, told } from './events.ts';
import { contractsOf, linkFacts, type LinkFacts } from './facts.ts';
import { checkContract, checkEnd, checkFree, checkLink, checkOfKind, endOfLink, outside } from './checks.ts';
import { away, evolve, lastLink, type StaffMember } from './state.ts';
import { readers, show } from './who-sees.ts';

/** A person's place in the centres' teams, called by the account: one link at a time, so at one centre and of one organ (DIR.4.7, RM.2.d, RM.2.e). */
const definition = define<StaffMember, typeof told>({
  name: 'staff-member',
  title: ['Persona del equipo de un centro', 'Equipos de los centros'],
  id: ids.person,
  events: told,
  initialState: { status: 'never-linked', links: [], absences: [] },
  evolve,
  statuses: { 'never-linked': 'Sin vínculo', linked: 'Vinculada', ended: 'Vínculo terminado' },
  record: {
    version: 1,
    summary: (state, id) => {
      const { centre, organ } = lastLink(state) ?? {};
      return { title: id, person: id, ...(centre && { centre }), ...(organ && { organ }) };
    },
    readers,
    show,
    labels: { links: 'Vínculos', absences: 'Ausencias', kind: 'Clase', end: 'Primer día sin vínculo', act: 'Documento' },
  },
});

const centre = CentreCode.meta({ title: 'Centro', widget: 'centre' });
const organ = OrganId.meta({ title: 'Órgano del que depende técnicamente', widget: 'organ' });
const from = LocalDate.meta({ title: 'Desde' });
const until = LocalDate.meta({ title: 'Hasta', description: 'Último día' });
const systems = z.array(Sistema).min(1, { error: 'Elija al menos un sistema.' }).max(12).meta({ title: 'Sistemas que atiende' });
const who = { name: text(120, 3).meta({ title: 'Nombres y apellidos', description: 'Se guardan cifrados', sealed: true }), dni: z.string({ error: 'Escriba el DNI.' }).max(20).meta({ title: 'DNI', description: 'Se guarda cifrado', sealed: true }) };
const contract = publicText(100, 3).meta({ title: 'Contrato', description: 'Por ejemplo, CAS 123-2026' });
const document = publicText(200, 3).meta({ title: 'Documento' });
const reason = publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' });
const kindNames = { leave: 'Licencia', vacation: 'Vacaciones', permission: 'Permiso', schedule: 'Horario', expense: 'Gasto', equipment: 'Equipamiento', other: 'Otro' };

const integrate = (kind: 'implantador' | 'eat', type: 'ImplantadorIntegrated' | 'EatIntegrated', summary: string, roles: readonly ('technology' | 'ogauc' | 'director-general' | 'technical-lead')[]) =>
  act(definition, {
    summary,
    provision: 'RM.2.e',
    roles,
    from: ['never-linked', 'ended'],
    input: input({ centre, organ, from, until: until.exactOptional(), act: document.meta({ title: 'Documento que lo integra' }), ...who }),
    notBy: (_, id) => [id],
    facts: linkFacts,
    decide(state, { id, input: { centre, organ, from, until, act }, facts, actor }: Ask<{ centre: string; organ: string; from: string; until?: string; act: string }, LinkFacts>) {
      checkLink({ from, until }, facts, 'RM.2.e');
      checkOfKind(kind, organ, facts, actor);
      checkFree(state, from, facts, 'RM.2.e');
      return [{ type, data: { person: id, centre, organ, from, ...(until !== undefined && { until }), act, subject: facts.subject, sealed: facts.sealed } }];
    },
  });

export const staffMember = declare(definition, {
  assign: act(definition, {
    summary: 'Vincular a un especialista con su centro y su órgano',
    provision: 'DIR.4.7',
    roles: ['ogauc'],
    from: ['never-linked', 'ended'],
    input: input({ centre, organ, systems, from, until, contract, ...who }),
    notBy: (_, id) => [id],
    facts: linkFacts,
    decide(state, { id, input: { centre, organ, systems, from, until, contract }, facts }) {
      checkLink({ from, until }, facts, 'DIR.4.7');
      const { type } = facts.organ;
      if (type !== 'linea' && type !== 'apoyo') throw refuse('invalid', 'organ-takes-no-specialists', 'Los especialistas dependen técnicamente de un órgano de línea o de apoyo.', { field: 'organ', provision: 'DIR.4.7' });
      checkFree(state, from, facts, 'DIR.4.7');
      checkContract({ centre, organ, from, until }, facts.contracts);
      return [
        { type: 'DependenciaTecnicaAssigned', data: { person: id, centre, organ, systems: [...new Set(systems)], from, until, contract, subject: facts.subject, sealed: facts.sealed } },
        { type: 'DependenciaAdministrativaAssigned', data: { person: id, centre, organ: 'ogauc' as const, from, until } },
      ];
    },
  }),
  'assign-systems': act(definition, {
    summary: 'Fijar los sistemas que atiende',
    provision: 'DIR.4.9',
    roles: ['director-general', 'technical-lead'],
    from: ['linked'],
    input: input({ systems }),
    notBy: (_, id) => [id],
    decide(state, { id, input: { systems }, actor }) {
      const { kind, centre, organ } = lastLink(state)!;
      if (kind !== 'specialist') throw refuse('conflict', 'not-a-specialist', 'Solo los especialistas tienen sistemas asignados.', { provision: 'DIR.4.9' });
      if (actor.organ !== organ) throw refuse('forbidden', 'other-organ', 'Lo técnico lo decide el órgano del que depende.', { provision: 'DIR.4.9' });
      return [{ type: 'SistemasAssigned', data: { person: id, centre, organ, systems: [...new Set(systems)] } }];
    },
  }),
  'change-term': act(definition, {
    summary: 'Cambiar el término del vínculo',
    provision: 'DIR.4.7',
    roles: ['ogauc'],
    from: ['linked'],
    input: input({ until, contract: contract.meta({ title: 'Contrato o adenda' }) }),
    notBy: (_, id) => [id],
    facts: (_, scope, id) => contractsOf(id, scope),
    decide(state, { id, input: { until, contract }, facts }) {
      const { kind, centre, organ, from } = lastLink(state)!;
      if (kind !== 'specialist') throw refuse('conflict', 'not-a-specialist', 'Solo el vínculo de un especialista tiene término de contrato.', { provision: 'DIR.4.7' });
      if (until < from) throw refuse('invalid', 'end-before-start', `El vínculo empieza el ${from}.`, { field: 'until', provision: 'DIR.4.7' });
      checkContract({ centre, organ, from, until }, facts);
      return [{ type: 'DependenciasTermChanged', data: { person: id, centre, organ, until, contract } }];
    },
  }),
  'integrate-implantador': integrate('implantador', 'ImplantadorIntegrated', 'Integrar a un implantador SIAF-SIGA', ['technology', 'ogauc']),
  'integrate-eat': integrate('eat', 'EatIntegrated', 'Integrar a un especialista de asistencia técnica (EAT)', ['director-general', 'technical-lead', 'ogauc']),
  end: act(definition, {
    summary: 'Terminar el vínculo',
    provision: 'DIR.4.7',
    roles: ['ogauc', 'technology', 'director-general'],
    from: ['linked'],
    input: input({ on: LocalDate.meta({ title: 'Primer día sin vínculo' }), reason }),
    notBy: (_, id) => [id],
    decide(state, { id, input: { on, reason }, actor, today }) {
      const link = lastLink(state)!;
      checkEnd(link, on, today, actor);
      return [endOfLink(id, link, on, reason)];
    },
  }),
  expire: act(definition, {
    summary: 'Terminar el vínculo cuyo término pasó',
    provision: 'DIR.4.7',
    roles: [],
    from: ['never-linked', 'linked', 'ended'],
    input: input({}),
    decide(state, { id, today }) {
      const link = lastLink(state);
      if (state.status !== 'linked' || link?.end === undefined || today < link.end) return [];
      return [endOfLink(id, link, link.end, 'Terminó el plazo')];
    },
  }),
  resolve: act(definition, {
    summary: 'Terminar el vínculo cuyo contrato se resolvió',
    provision: 'DIR.4.7',
    roles: [],
    from: ['never-linked', 'linked', 'ended'],
    input: input({ on: LocalDate }),
    decide(state, { id, input: { on } }) {
      const link = lastLink(state);
      if (state.status !== 'linked' || link?.kind !== 'specialist' || (link.end !== undefined && link.end <= on)) return [];
      return [endOfLink(id, link, on < link.from ? link.from : on, 'Se resolvió el contrato')];
    },
  }),
  'record-act': act(definition, {
    summary: 'Registrar un acto administrativo',
    provision: 'DIR.4.8',
    roles: ['ogauc'],
    from: ['linked'],
    input: input({ kind: AdministrativeActKind.meta({ title: 'Clase', names: kindNames }), from, until, document }),
    notBy: (_, id) => [id],
    decide(state, { id, input: { kind, from, until, document }, actor }) {
      const link = lastLink(state)!;
      if (until < from) throw refuse('invalid', 'end-before-start', 'Termina antes de empezar.', { field: 'until', provision: 'DIR.4.8' });
      if (!inForceOn(link, from) || !inForceOn(link, until)) throw outside('from', 'DIR.4.8');
      if (away.includes(kind) && state.absences.some((other) => from <= other.until && other.from <= until)) {
        throw refuse('conflict', 'absence-overlaps', 'Ya consta otra ausencia en esos días.', { field: 'from', provision: 'DIR.4.8' });
      }
      return [{ type: 'ActoAdministrativoRecorded', data: { person: id, centre: link.centre, kind, from, until, document, by: actor.id } }];
    },
  }),
});
