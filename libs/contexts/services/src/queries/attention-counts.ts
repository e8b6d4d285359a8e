import { z } from 'zod';
import { CentreCode, Freshness } from '#contracts';
import { InvalidInput, freshness, query, type Scope } from '#platform';
import { attentionMonths, monthKey } from '../attention/counts.ts';
import { Kind } from '../attention/events.ts';

const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: 'El mes tiene la forma AAAA-MM.' });
const Consultas = z.object({ resolved: z.int(), answered: z.int(), escalated: z.int(), open: z.int() }).describe('Resueltas en el centro, respondidas por el órgano, elevadas sin respuesta, abiertas');
const Row = z.object({
  centre: z.string(),
  month: z.string(),
  attentions: z.int(),
  attendees: z.int(),
  byMatter: z.array(z.object({ matter: z.string().describe('Código del sistema o aplicativo'), kind: Kind, attentions: z.int() })),
  consultas: Consultas,
});
const Answer = Freshness.extend({ rows: z.array(Row), total: z.object({ attentions: z.int(), attendees: z.int(), consultas: Consultas }) });
type Row = z.infer<typeof Row>;

const mostMonths = 36;

/** The months from one to another, both included. */
function monthsBetween(from: string, to: string): readonly string[] {
  const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const count = number(to) - number(from) + 1;
  if (count < 1 || count > mostMonths) throw new InvalidInput(new z.ZodError([{ code: 'custom', path: ['to'], message: `Pida de 1 a ${mostMonths} meses, del más antiguo al más reciente.`, input: to }]));
  return Array.from({ length: count }, (_, i) => number(from) + i).map((n) => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`);
}

/** What was attended, by centre, month, matter and service: counts alone, no person. */
export const attentionCounts = query({
  path: 'attention-counts',
  roles: 'any',
  summary: 'Atenciones por centro, mes, sistema y servicio, y consultas resueltas en el centro o elevadas',
  provision: 'DIR.4.1',
  params: z.object({ centre: CentreCode.optional(), from: Month, to: Month }),
  answer: Answer,
  async handle({ centre, from, to }, { services }: Scope) {
    const fresh = await freshness(services);
    const months = monthsBetween(from, to);
    const centres = centre ? [centre] : [...services.directory().centres.values()].filter(({ foreign }) => !foreign).map(({ code }) => code);
    const asked = centres.flatMap((code) => months.map((month) => ({ code, month, key: monthKey(code, month) })));
    const found = await services.views.counts(attentionMonths, asked.map(({ key }) => key));
    const rows = asked.flatMap(({ code, month, key }) => {
      const counts = found.get(key)?.counts;
      return counts?.all ? [rowOf(code, month, counts)] : [];
    });
    return { ...fresh, rows, total: totalOf(rows) };
  },
});

function rowOf(centre: string, month: string, counts: Readonly<Record<string, number>>): Row {
  const { all = 0, attendees = 0, resolved = 0, answered = 0, escalated = 0, open = 0 } = counts;
  const byMatter = Object.entries(counts).flatMap(([name, attentions]) => {
    const [matter = '', kind] = name.split(' ');
    return kind && attentions > 0 ? [{ matter, kind: kind as Row['byMatter'][number]['kind'], attentions }] : [];
  });
  return { centre, month, attentions: all, attendees, byMatter, consultas: { resolved, answered, escalated, open } };
}

function totalOf(rows: readonly Row[]) {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    attentions: sum(({ attentions }) => attentions),
    attendees: sum(({ attendees }) => attendees),
    consultas: { resolved: sum(({ consultas }) => consultas.resolved), answered: sum(({ consultas }) => consultas.answered), escalated: sum(({ consultas }) => consultas.escalated), open: sum(({ consultas }) => consultas.open) },
  };
}
