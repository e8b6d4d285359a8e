import type { LogReport } from '#event-store';
import type { RebuildReport, VerificationReport } from '#platform';

const n = (count: number): string => count.toLocaleString('es-PE');
const seconds = (value: number): string => value < 0.1 ? 'menos de 0.1 s' : `${value.toLocaleString('es-PE', { maximumFractionDigits: 1 })} s`;

type Differences = RebuildReport['differences'];

const differenceLine = ({ view, id, problem, fields }: Differences[number]): string =>
  `  ${view} «${id}»: ${problem === 'changed' ? `difieren ${fields.join(', ')}` : problem === 'missing' ? 'falta en la vista' : 'sobra en la vista'}`;

/** The reports say at most so many differences. */
const shown = 20;
const differenceLines = (differences: Differences): string[] => [
  `Diferencias entre las vistas y el registro: ${differences.length}${differences.length === shown ? ' o más' : ''}`,
  ...differences.map(differenceLine),
];

export function rebuildWords({ events, documents, differences, compared, switched, seconds: took }: RebuildReport): string {
  const outcome = switched
    ? 'Las vistas reconstruidas ya responden.'
    : 'No se cambió nada: siguen respondiendo las vistas anteriores. Para cambiarlas de todos modos: npm run rebuild -- --force';
  return [
    `Reconstruidos ${n(documents)} documentos de ${n(events)} eventos en ${seconds(took)}; vistas comparadas: ${compared.length}.`,
    ...(differences.length > 0 ? differenceLines(differences) : ['Son iguales a las que respondían.']),
    outcome,
  ].join('\n');
}

export const logWords = ({ events, streams, position, faults, faultCount }: LogReport): string[] => [
  `Registro: ${n(events)} eventos de ${n(streams)} corrientes, hasta la posición ${n(position)}: ${faultCount === 0 ? 'íntegro' : `${n(faultCount)} ${faultCount === 1 ? 'problema' : 'problemas'}`}`,
  ...faults.map((fault) => `  posición ${fault.position}: ${fault.problem}`),
  ...rest(faultCount, faults.length),
];

export function verificationWords(report: VerificationReport): string {
  const { sound, log, sealed, files, views, seconds: took } = report;
  return [
    ...logWords(log),
    `Datos personales: ${n(sealed.opened)} textos se abren, ${n(sealed.erased)} son de titulares suprimidos`,
    `Archivos: ${n(files.checked)} revisados, ${n(files.damaged.count)} dañados, ${n(files.missing.count)} faltan`,
    ...files.damaged.first.map((name) => `  dañado: ${name}`),
    ...rest(files.damaged.count, files.damaged.first.length),
    ...files.missing.first.map((name) => `  falta: ${name}`),
    ...rest(files.missing.count, files.missing.first.length),
    ...(views ? viewsWords(views) : ['Vistas: no se compararon, porque el registro está dañado']),
    sound ? `Todo está en orden (${seconds(took)}).` : `HAY DAÑOS O DIFERENCIAS (${seconds(took)}). Conserve la carpeta de datos como está y vea docs/guia/operacion.md.`,
  ].join('\n');
}

const viewsWords = ({ documents, compared, differences }: NonNullable<VerificationReport['views']>): string[] =>
  differences.length > 0 ? differenceLines(differences) : [`Vistas: ${n(documents)} documentos de ${compared.length} vistas, iguales a una reconstrucción`];

const rest = (count: number, told: number): string[] => (count > told ? [`  … y ${n(count - told)} más`] : []);
