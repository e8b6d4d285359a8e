import type { ReceiveDocumentInput } from '#contexts/intake';
import type { Dice } from './dice.ts';
import { someSender } from './people.ts';
import type { Scene } from './scene.ts';

interface Matter {
  readonly about: string;
  readonly kind: ReceiveDocumentInput['kind'];
  readonly procedure: string;
  /** Organ that would see to it, if it is in force. */
  readonly organ: string;
  readonly weight: number;
}

/** What people bring to a desk, in how many cases out of a hundred: suppositions of the simulation, no statistics. */
const matters: readonly Matter[] = [
  { about: 'Consulta sobre la programación del presupuesto del año siguiente', kind: 'oficio', procedure: 'oficio', organ: 'dgpp', weight: 12 },
  { about: 'Solicita opinión sobre una modificación presupuestal', kind: 'oficio', procedure: 'informe', organ: 'dgpp', weight: 9 },
  { about: 'Remite la evaluación presupuestal del semestre', kind: 'oficio', procedure: 'conocimiento', organ: 'dgpp', weight: 5 },
  { about: 'Solicita asistencia para registrar un proyecto de inversión', kind: 'oficio', procedure: 'oficio', organ: 'dgpi', weight: 10 },
  { about: 'Consulta sobre el cierre de un proyecto de inversión', kind: 'carta', procedure: 'oficio', organ: 'dgpi', weight: 6 },
  { about: 'Solicita regularizar un devengado en el SIAF', kind: 'oficio', procedure: 'oficio', organ: 'dgetp', weight: 8 },
  { about: 'Consulta sobre la conciliación de cuentas de enlace', kind: 'oficio', procedure: 'oficio', organ: 'dgetp', weight: 5 },
  { about: 'Presenta la información contable del trimestre', kind: 'oficio', procedure: 'conocimiento', organ: 'dgcp', weight: 8 },
  { about: 'Consulta sobre el cierre contable', kind: 'carta', procedure: 'oficio', organ: 'dgcp', weight: 5 },
  { about: 'Solicita una capacitación en el centro', kind: 'solicitud', procedure: 'mero-tramite', organ: 'ogauc', weight: 8 },
  { about: 'Solicita constancia de participación en una capacitación', kind: 'solicitud', procedure: 'tupa-generica', organ: 'ogauc', weight: 5 },
  { about: 'Comunica un problema de acceso a los aplicativos', kind: 'escrito', procedure: 'mero-tramite', organ: 'ogti', weight: 6 },
  { about: 'Consulta sobre la recaudación de un tributo municipal', kind: 'carta', procedure: 'oficio', organ: 'dgpip', weight: 3 },
  { about: 'Solicita una opinión legal', kind: 'oficio', procedure: 'informe', organ: 'ogaj', weight: 3 },
  { about: 'Presenta documentos para una convocatoria', kind: 'formulario', procedure: 'mero-tramite', organ: 'ogarh', weight: 3 },
  { about: 'Solicita información sobre el endeudamiento autorizado', kind: 'oficio', procedure: 'informe', organ: 'dgetp', weight: 2 },
  { about: 'Consulta sobre las proyecciones macroeconómicas', kind: 'carta', procedure: 'oficio', organ: 'dgpm', weight: 2 },
  { about: 'Consulta sobre un seguro contra desastres', kind: 'carta', procedure: 'oficio', organ: 'dggrp', weight: 2 },
  { about: 'Consulta sobre la previsión social de una entidad', kind: 'oficio', procedure: 'oficio', organ: 'dgmfpp', weight: 2 },
  { about: 'Presenta un recurso contra una respuesta', kind: 'recurso', procedure: 'tupa-generica', organ: 'ogauc', weight: 1 },
];

/** How often the simulation's people write to an organ. */
export const demandOf = (organ: string): number => matters.reduce((sum, matter) => sum + (matter.organ === organ ? matter.weight : 0), 0);

const annexes = ['Copia de la resolución', 'Cuadro de detalle', 'Copia del oficio anterior', 'Informe técnico', 'Disco con archivos'];
const requirements = [
  'Falta la firma de quien presenta el documento',
  'Falta indicar el domicilio',
  'Falta la copia de la resolución que se menciona',
  'Los folios no coinciden con los declarados',
  'Falta acreditar la representación',
];

export const someRequirements = (dice: Dice): string[] => [dice.pick(requirements)];

/** A document that somebody hands over. Its asunto says that it is simulated. */
export function somePaper(dice: Dice, { organs, procedures }: Pick<Scene, 'organs' | 'procedures'>): ReceiveDocumentInput {
  const { about, kind, procedure, organ } = dice.weighted(matters.map((matter) => [matter, matter.weight] as const));
  const channel = dice.weighted([['desk', 80], ['web', 8], ['email', 6], ['post', 6]] as const);
  return {
    channel,
    kind,
    procedure: procedures.includes(procedure) ? procedure : dice.pick(procedures),
    organ: organs.includes(organ) ? organ : dice.pick(organs),
    folios: dice.chance(0.06) ? dice.between(60, 260) : dice.between(1, 14),
    about: `Simulación: ${about.charAt(0).toLowerCase()}${about.slice(1)}`,
    sender: someSender(dice, channel),
    annexes: Array.from({ length: dice.weighted([[0, 55], [1, 30], [2, 11], [3, 4]] as const) }, () => ({ description: dice.pick(annexes), folios: dice.between(1, 20) })),
    files: [],
    ...(dice.chance(0.05) && { observe: someRequirements(dice) }),
  };
}
