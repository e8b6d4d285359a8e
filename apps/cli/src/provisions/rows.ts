/** A provision of the Resolution (RM) or of the Directive (DIR), in a few of its own words. */
export interface ProvisionRow {
  readonly id: string;
  readonly says: string;
  /** Where the Resolution says what the Directive repeats word for word, or the other way round. */
  readonly same?: string;
  /** What it can't have, and why: an object obliges nobody to a command. */
  readonly without?: Readonly<Partial<Record<Part, string>>>;
  /** Screens beside those of the registers. */
  readonly screens?: readonly string[];
}

export const parts = ['commands', 'events', 'views', 'rules', 'screens', 'tests'] as const;
export type Part = (typeof parts)[number];

const organActs = { a: 'Designar a un Responsable Técnico', b: 'Designar a un Coordinador para el seguimiento de los documentos', c: 'Capacitar a los Especialistas', d: 'Remitir directivas, comunicados y documentos', e: 'Absolver las consultas', f: 'Coordinar los eventos' };
const ogaucActs = { a: 'Implementación, funcionamiento y supervisión de la oferta de servicios', b: 'Implementar una Mesa de Partes', c: 'Velar por los recursos logísticos e informáticos', d: 'Brindar las facilidades y accesos', e: 'Aplicar Encuestas de Percepción' };

const mirror = (prefix: string, of: string, acts: Readonly<Record<string, string>>): readonly ProvisionRow[] => Object.entries(acts).map(([letter, says]) => ({ id: `${prefix}.${letter}`, says, same: `${of}.${letter}` }));
const own = (prefix: string, acts: Readonly<Record<string, string>>, screens: Readonly<Record<string, readonly string[]>> = {}): readonly ProvisionRow[] =>
  Object.entries(acts).map(([letter, says]) => ({ id: `${prefix}.${letter}`, says, ...(screens[letter] && { screens: screens[letter] }) }));

const objectOnly = 'Es el objeto: lo cumplen todas las demás';

export const provisionRows: readonly ProvisionRow[] = [
  ...mirror('RM.1.I', 'DIR.5.1.1', organActs),
  ...mirror('RM.1.II', 'DIR.5.1.2', ogaucActs),
  { id: 'RM.2.a', says: 'Brindarán los servicios a través de los especialistas', same: 'DIR.4.4' },
  { id: 'RM.2.b', says: 'El Coordinador tendrá dependencia administrativa de la OGAUC y coordinará con los órganos' },
  { id: 'RM.2.c', says: 'El Coordinador Administrativo gestionará los requerimientos' },
  { id: 'RM.2.d', says: 'Los especialistas tendrán dependencia técnica y administrativa', same: 'DIR.4.7' },
  { id: 'RM.2.e', says: 'Los Implantadores SIAF-SIGA y los EAT se integrarán al equipo' },
  { id: 'RM.3', says: 'Aprobar la Directiva' },
  { id: 'RM.4', says: 'Publicar la Resolución en el Portal Institucional' },
  { id: 'DIR.I', says: 'Objeto', without: { commands: objectOnly }, screens: ['/directiva'] },
  { id: 'DIR.III', says: 'Alcance: obliga a cada centro y a los órganos involucrados', without: { commands: 'Ningún acto exime a un centro', events: 'Obliga desde que el centro se registra (`CentreRegistered`, DIR.4.2)' }, screens: ['/referencia'] },
  { id: 'DIR.4.1', says: 'Centro de servicios integral: información, comunicación, capacitación y asistencia técnica' },
  { id: 'DIR.4.2', says: 'La OGAUC es responsable; los gastos, con cargo al Pliego MEF', screens: ['/referencia'] },
  { id: 'DIR.4.3', says: 'Cuenta con un Coordinador, un Coordinador Administrativo, una Mesa de Partes y especialistas' },
  { id: 'DIR.4.4', says: 'Servicios a través de los especialistas de los órganos de línea y de apoyo' },
  { id: 'DIR.4.5', says: 'Recepción de documentos; la supervisa la OAUTDA', screens: ['/centros/:centre'] },
  { id: 'DIR.4.6', says: 'Mejora continua y nuevos servicios operativos' },
  { id: 'DIR.4.7', says: 'Dependencia técnica del órgano y administrativa de la OGAUC' },
  { id: 'DIR.4.8', says: 'Dependencia Administrativa' },
  { id: 'DIR.4.9', says: 'Dependencia Técnica' },
  { id: 'DIR.4.10', says: 'Actividades sujetas a las metas del POI' },
  { id: 'DIR.4.11', says: 'Nuevos servicios con informe sustentatorio' },
  ...own('DIR.5.1.1', organActs, { b: ['/bandeja', '/referencia', '/sin-titular'] }),
  ...own('DIR.5.1.2', ogaucActs, { a: ['/tablero'], b: ['/mesa', '/seguimiento', '/centros/:centre'], e: ['/kiosco/:token'] }),
  { id: 'DIR.5.2.a', says: 'TdR solicitados por la OGAUC y visados por el Director General del órgano' },
  { id: 'DIR.5.2.b', says: 'La OGAUC visa los TdR y da el trámite ante la OGARH' },
  { id: 'DIR.5.2.c', says: 'La OGAUC y el órgano forman parte del Comité' },
  { id: 'DIR.5.2.d', says: 'Conformidad de la OGAUC, previo visto bueno del órgano' },
  { id: 'DIR.5.2.e', says: 'Informe de actividades con conformidad y recibo de honorarios' },
  { id: 'DIR.5.3', says: 'Viáticos y pasajes, y su rendición de cuentas' },
  { id: 'DIR.5.4', says: 'Recepción documental', screens: ['/mesa', '/documentos', '/documentos/:id', '/seguimiento'] },
  { id: 'DIR.5.5.a', says: 'El Coordinador canaliza la información a la OGAUC' },
  { id: 'DIR.5.5.b', says: 'Difusión a los medios solo con autorización previa' },
  { id: 'DIR.5.5.c', says: 'Protocolo de comunicación y material gráfico autorizado' },
  { id: 'DIR.5.5.d', says: 'Página web actualizada por su responsable' },
  { id: 'DIR.5.5.e', says: 'Buzón de Sugerencias', screens: ['/buzon/:centre'] },
  { id: 'DIR.5.5.f', says: 'Periódico mural con tres secciones' },
  { id: 'DIR.5.5.g', says: 'Boletín informativo mensual' },
  { id: 'DIR.5.5.h', says: 'Difusión permanente de los videos institucionales' },
];
