import { z } from 'zod';
import { act } from '#aggregates';
import { Id, input, LocalDate, publicText, text } from '#contracts';
import { refuse } from '#kernel';
import { EntryId } from '../catalogue/entry.ts';
import { DocumentKind, DocumentNumber } from '../identity.ts';
import { MetaCode, type Meta } from '../poi/plan.ts';
import { checkServing, endOfDay } from '../terms.ts';
import { Kind, Modality } from './events.ts';
import { factsOf, type Known } from './facts.ts';
import { definition } from './state.ts';

const provision = 'DIR.4.1';

/** At a counter: the service, its matter, whom. The rest has its usual value. */
const RecordInput = input({
  kind: Kind,
  matter: EntryId.meta({ title: 'Sistema, aplicativo o tema', widget: 'record', of: 'catalogue-entries' }),
  entity: publicText(160, 3).optional().meta({ title: 'Entidad pública atendida' }),
  person: text(120, 2).optional().meta({ title: 'Persona atendida', description: 'Se guarda cifrada', sealed: true }),
  documentKind: DocumentKind.default('DNI'),
  documentNumber: DocumentNumber.optional(),
  modality: Modality.default('presencial'),
  attendees: z.int({ error: 'Escriba un número entero de asistentes.' }).min(0, { error: 'Los asistentes no pueden ser negativos.' }).max(5_000, { error: 'Los asistentes son 5000 como máximo.' }).default(1).meta({ title: 'Asistentes' }),
  noAttendance: z.boolean().default(false).meta({ title: 'Asistencia cero', description: 'Nadie asistió a lo programado' }),
  pending: z.boolean().default(false).meta({ title: 'Queda pendiente', description: 'Si no se marca, la atención queda cerrada' }),
  date: LocalDate.optional().meta({ title: 'Fecha de la atención', description: 'Hoy, si no la dice' }),
  meta: MetaCode.optional().meta({ title: 'Meta del POI de su órgano', description: 'Se toma sola si hay una única que corresponda' }),
  otherOrganReason: publicText(300, 5).optional().meta({ title: 'Motivo, si el tema es de otro órgano' }),
  detail: publicText(500, 3).optional().meta({ title: 'Detalle', widget: 'textarea' }),
});
type RecordInput = z.infer<typeof RecordInput>;

const invalid = (code: string, message: string, field: string, of = provision) => refuse('invalid', code, message, { field, provision: of });

/** When it was, within what may still be recorded. @throws DomainError */
function checkDate(date: string, given: boolean, today: string, { cutoff, suspendedSince }: Known): void {
  const field = given ? { field: 'date' } : {};
  if (date > today) throw invalid('date-in-the-future', 'La atención no puede ser de una fecha futura.', 'date');
  if (cutoff === undefined && date < today) throw refuse('conflict', 'cutoff-unknown', 'Ninguna política dice hasta cuándo se registran las atenciones de esa fecha.', { field: 'date', provision });
  if (cutoff !== undefined && cutoff < today) throw refuse('conflict', 'cutoff-passed', `Las atenciones del ${date} se registraban hasta el ${cutoff}. La OGAUC puede ampliar el corte de su centro.`, { field: 'date', provision });
  if (suspendedSince !== undefined && suspendedSince <= date) throw refuse('conflict', 'service-suspended', `Este servicio está suspendido en su centro desde el ${suspendedSince}.`, { ...field, provision: 'DIR.5.1.2.a' });
}

/** @throws DomainError */
function checkAttended({ entity, person, documentNumber, attendees, noAttendance }: RecordInput): void {
  if (entity === undefined && person === undefined) throw invalid('attended-missing', 'Diga a qué entidad o a qué persona se atendió.', 'entity');
  if (documentNumber !== undefined && person === undefined) throw invalid('person-missing', 'Escriba el nombre de la persona de ese documento.', 'person');
  if (documentNumber === undefined && person !== undefined) throw invalid('document-missing', 'Escriba el número de su documento: sin él sus datos no podrían suprimirse si lo pide.', 'documentNumber');
  if (attendees === 0 && !noAttendance) throw invalid('attendees-zero', 'Sin asistentes, marque «Asistencia cero».', 'attendees');
  if (attendees > 0 && noAttendance) throw invalid('attendance-contradicts', 'Con «Asistencia cero» los asistentes son 0.', 'attendees');
}

/** @throws DomainError */
function checkMatter({ otherOrganReason: reason }: RecordInput, { matter }: Known, organ: string) {
  if (matter.standing === 'unknown') throw invalid('matter-unknown', 'Ese código no está en el catálogo.', 'matter');
  if (matter.standing === 'service') throw invalid('matter-is-a-service', 'Elija un sistema administrativo, un aplicativo o un tema.', 'matter');
  if (matter.standing !== 'in-force') throw refuse('conflict', 'matter-not-in-force', 'Eso no estaba vigente en el catálogo en la fecha de la atención.', { field: 'matter', provision });
  const { standing: _standing, organ: competent, ...named } = matter;
  if (competent === organ) return named;
  if (reason === undefined) throw invalid('matter-of-another-organ', `El tema es de otro órgano (${competent}). Si lo atendió usted, escriba el motivo.`, 'otherOrganReason', 'DIR.4.4');
  return { ...named, otherOrgan: { organ: competent, reason } };
}

const serves = ({ kind, withdrawn }: Meta, asked: string): boolean => !withdrawn && (kind === undefined || kind === asked);

/** The meta that it counts for: the one that is named, or the only one that fits. @throws DomainError */
function metaFor({ meta, kind }: RecordInput, metas: Known['metas']): string | undefined {
  if (meta !== undefined) {
    const known = metas[meta];
    if (!known || known.withdrawn) throw invalid('meta-unknown', 'El POI de su órgano no tiene esa meta en el año de la atención.', 'meta', 'DIR.4.10');
    if (!serves(known, kind)) throw invalid('meta-of-another-service', 'Esa meta es de otro servicio.', 'meta', 'DIR.4.10');
    return meta;
  }
  const fitting = Object.keys(metas).filter((code) => serves(metas[code]!, kind));
  if (fitting.length > 1) throw invalid('meta-missing', `Elija la meta del POI: ${fitting.join(', ')}.`, 'meta', 'DIR.4.10');
  return fitting[0];
}

export const record = act(definition, {
  summary: 'Registrar una atención',
  provision: 'DIR.4.4',
  roles: ['specialist'],
  from: ['never-recorded'],
  input: RecordInput,
  facts: factsOf,
  decide(_, { id, input: asked, facts, today, actor }) {
    const { kind, entity, modality, attendees, pending, detail } = asked;
    const { centre = '', organ = '' } = actor;
    if (!facts.centre) throw refuse('forbidden', 'other-centre', 'Se atiende en el centro propio.', { provision: 'DIR.4.4' });
    checkServing(facts.organ, { provision: 'DIR.4.4' });
    if (facts.linked === false) throw refuse('conflict', 'no-link-in-force', 'En la fecha de la atención usted no tenía un vínculo vigente con este centro y su órgano.', { provision: 'DIR.4.4' });
    const date = asked.date ?? today;
    checkDate(date, asked.date !== undefined, today, facts);
    checkAttended(asked);
    const matter = checkMatter(asked, facts, organ);
    const meta = metaFor(asked, facts.metas);
    const whose = { atencion: id, centre, specialist: actor.id, organ, date };
    const open = pending && attendees > 0;
    const recorded = {
      type: 'AtencionRecorded',
      data: { ...whose, kind, ...matter, ...(entity && { entity }), ...facts.sealed, modality, attendees, ...(meta && { meta }), ...(detail && { detail }), ...(open && facts.cutoff && { due: endOfDay(facts.cutoff) }) },
    } as const;
    if (open || attendees === 0) return [recorded];
    return [recorded, { type: 'AtencionClosed', data: { ...whose, resolvedBy: 'centre' as const, by: actor.id } }];
  },
});

export const consultaId = Id.optional().meta({ title: 'Consulta al órgano', description: 'Su código, si ya se hizo' });
