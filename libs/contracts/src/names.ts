import type { DocumentState } from './api/document.ts';
import type { Severity, SupervisionItem } from './intake/desk-events.ts';
import type { AnswerKind, Channel, DocumentKind, Notice } from './intake/document-events.ts';
import type { PolicyName } from './reference/policies.ts';
import type { Role } from './roles.ts';

// Values alone: the screens use them without carrying the schemas along.

/** Names for people, es-PE. */
export const roleNames: Readonly<Record<Role, string>> = {
  operator: 'Operador de Mesa de Partes',
  'centre-coordinator': 'Coordinador del Centro',
  'administrative-coordinator': 'Coordinador Administrativo',
  specialist: 'Especialista',
  'document-coordinator': 'Coordinador documentario',
  'technical-lead': 'Responsable técnico',
  'director-general': 'Director General',
  ogauc: 'OGAUC – supervisión nacional',
  oautda: 'OAUTDA – supervisión de mesas de partes',
  communications: 'Oficina de Comunicaciones',
  'human-resources': 'Recursos Humanos (OGARH)',
  technology: 'Tecnologías de la Información (OGTI)',
  'data-officer': 'Oficial de datos personales',
  administrator: 'Administrador',
  importer: 'Importador de historia',
};

/** Policies, each with its unit. */
export const policyNames: Readonly<Record<PolicyName, string>> = {
  'digital-legal-date': 'Fecha legal de lo presentado por medios digitales',
  'observation-working-days': 'Días hábiles para subsanar una observación',
  'routing-working-days': 'Días hábiles para derivar (0 = el mismo día)',
  'desk-supervision-days': 'Días dentro de los que se vuelve a supervisar una Mesa de Partes',
  'desk-open-days': 'Días sin abrir tras los que una Mesa de Partes no atiende',
  'directiva-days': 'Días en que un órgano vuelve a remitir información a sus especialistas',
  'sistema-organs': 'Órgano competente en cada sistema',
  'consulta-working-days': 'Días hábiles para absolver una consulta',
  'informacion-days': 'Días en que un centro vuelve a canalizar información',
  'autorizacion-working-days': 'Días hábiles para resolver un pedido de difusión en medios',
  'acuse-working-days': 'Días hábiles para tomar conocimiento de un protocolo o confirmar el retiro de un material',
  'pedido-medio-working-days': 'Días hábiles para canalizar y para responder un pedido de la prensa (0 = el mismo día)',
  'pagina-days': 'Días tras los que la página web está desactualizada',
  'boletin-cutoff-day': 'Día del mes siguiente en que cierra la edición del boletín',
  'boletin-publication-day': 'Día del mes siguiente hasta el que el boletín se publica a tiempo',
  'video-working-days': 'Días hábiles sin confirmar la difusión de videos',
  'attention-cutoff-working-days': 'Días hábiles para registrar y cerrar una atención',
  'attention-days': 'Días sin atenciones desde los que un centro no presta sus servicios',
  'mejora-days': 'Días en que un órgano vuelve a proponer mejoras',
  'mejora-working-days': 'Días hábiles para decidir sobre una mejora propuesta',
  'nuevo-servicio-report-working-days': 'Días hábiles para cada informe sustentatorio de un nuevo servicio',
  'evento-record-working-days': 'Días hábiles para registrar que un evento se realizó',
  'anonymity-minimum': 'Respuestas o sugerencias por debajo de las cuales no se muestra un resultado',
  'survey-interval-days': 'Días en que se aplica otra vez una encuesta de percepción',
  'survey-low-score': 'Puntaje medio (en centésimos, de 100 a 500) bajo el cual se abre un plan de mejora',
  'improvement-plan-days': 'Días para cumplir un plan de mejora',
  'suggestion-box-days': 'Días en que se abre otra vez el buzón de sugerencias',
  'suggestion-action-days': 'Días para atender una sugerencia',
  'coordinator-posts': 'Los dos puestos de coordinador de un centro',
  'internal-training-days': 'Días en que un órgano vuelve a capacitar a cada especialista',
  'specialist-kit': 'Recursos que necesita cada especialista',
  'resource-fault-working-days': 'Días hábiles para reparar o reponer un recurso',
  'logistic-request-working-days': 'Días hábiles para atender un requerimiento logístico',
  'access-working-days': 'Días hábiles para dar el primer acceso a un especialista',
  'access-max-days': 'Días que dura un acceso como máximo',
  'access-review-days': 'Días en que se revisa un acceso',
  'tdr-working-days': 'Días hábiles para cada paso de los términos de referencia',
  'informe-conformity-working-days': 'Días hábiles para conformar y remitir un informe de actividades',
  'visto-bueno-working-days': 'Días hábiles para el visto bueno del órgano',
  'conformidad-working-days': 'Días hábiles para la conformidad del servicio',
  'viatico-tariff-cents': 'Viático por día, en céntimos de sol',
  'rendicion-working-days': 'Días hábiles para rendir cuentas de una comisión',
  'rendicion-correction-working-days': 'Días hábiles para corregir una rendición observada',
  'rendicion-voucher-percent': 'Parte mínima del gasto con comprobantes, en porcentaje',
};

/** Contexts whose aggregates declare themselves: where their catalogue and inbox are, and what people call them. */
export const registerNames: Readonly<Record<string, string>> = {
  staffing: 'Personal y contratos',
  services: 'Servicios',
  communications: 'Comunicaciones',
  surveys: 'Encuestas y sugerencias',
  reference: 'Datos de referencia',
};

/** States in which somebody still has to do something. */
export const pendingStates: readonly DocumentState[] = ['received', 'observed', 'routed', 'rejected', 'accepted'];

export const stateNames: Readonly<Record<DocumentState, string>> = {
  received: 'Recibido',
  observed: 'Observado',
  routed: 'Derivado',
  rejected: 'Devuelto a mesa de partes',
  accepted: 'En el órgano',
  answered: 'Atendido',
  archived: 'Archivado',
  'not-presented': 'No presentado',
  returned: 'Devuelto al usuario',
  remitted: 'Remitido a otra entidad',
  annulled: 'Anulado',
};

export const channelNames: Readonly<Record<Channel, string>> = { desk: 'Ventanilla', post: 'Correo postal', email: 'Correo electrónico', web: 'Mesa de partes digital' };

export const documentKindNames: Readonly<Record<DocumentKind, string>> = {
  oficio: 'Oficio',
  carta: 'Carta',
  solicitud: 'Solicitud',
  memorando: 'Memorando',
  informe: 'Informe',
  escrito: 'Escrito',
  formulario: 'Formulario',
  recurso: 'Recurso',
  otro: 'Otro',
};

export const answerKindNames: Readonly<Record<AnswerKind, string>> = {
  oficio: 'Oficio',
  carta: 'Carta',
  resolucion: 'Resolución',
  informe: 'Informe',
  correo: 'Correo electrónico',
  conocimiento: 'Toma de conocimiento, sin respuesta',
};

export const noticeNames: Readonly<Record<Notice, string>> = {
  'in-person': 'En persona',
  post: 'Por correo postal',
  email: 'Por correo electrónico',
  phone: 'Por teléfono',
  web: 'Por la mesa de partes digital',
};

export const supervisionItemNames: Readonly<Record<SupervisionItem, string>> = {
  'reception-never-refused': 'Recibe todo escrito que se presenta',
  numbering: 'Numeración correlativa',
  cargo: 'Entrega del cargo',
  foliation: 'Foliación',
  'observation-once': 'Observa una sola vez y por escrito',
  'same-day-routing': 'Deriva el mismo día',
  hours: 'Cumple y publica su horario',
  'personal-data': 'Resguardo de datos personales',
  custody: 'Custodia de los documentos',
};

export const severityNames: Readonly<Record<Severity, string>> = { minor: 'Leve', major: 'Grave', critical: 'Muy grave' };
