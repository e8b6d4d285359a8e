import type { DemoPost, Directory } from '#contracts';

const national: readonly DemoPost[] = [
  { id: 'demo-ogauc', name: 'Supervisión nacional (OGAUC)', role: 'ogauc' },
  { id: 'demo-oautda', name: 'Supervisión de mesas de partes (OAUTDA)', role: 'oautda' },
  { id: 'demo-comunicaciones', name: 'Oficina de Comunicaciones', role: 'communications' },
  { id: 'demo-rrhh', name: 'Recursos Humanos (OGARH)', role: 'human-resources' },
  { id: 'demo-ogti', name: 'Tecnologías de la Información (OGTI)', role: 'technology' },
  { id: 'demo-datos', name: 'Oficial de datos personales', role: 'data-officer' },
  { id: 'demo-admin', name: 'Administración de la plataforma', role: 'administrator' },
  { id: 'demo-import', name: 'Importación de historia', role: 'importer' },
];

/** Specialists are technically of an organ of línea or apoyo (DIR.4.7). */
const takesSpecialists = ({ type }: { readonly type: string }): boolean => type === 'linea' || type === 'apoyo';

/** The posts that anybody may take in demo mode: fictitious people, one for each post of the reference data. */
export function demoPosts(directory: Directory): readonly DemoPost[] {
  const all = [...directory.organs.values()];
  const specialised = all.filter((organ) => organ.type === 'linea').slice(0, 2);
  const centres = [...directory.centres.values()].flatMap((centre): DemoPost[] => [
    { id: `demo-operador-${centre.code}`, name: `Mesa de partes – ${centre.name}`, role: 'operator', centre: centre.code },
    { id: `demo-coordinador-${centre.code}`, name: `Coordinación – ${centre.name}`, role: 'centre-coordinator', centre: centre.code },
    { id: `demo-administrativo-${centre.code}`, name: `Coordinación administrativa – ${centre.name}`, role: 'administrative-coordinator', centre: centre.code },
    ...(centre.foreign ? [] : specialised.map((organ): DemoPost => ({ id: `demo-especialista-${centre.code}-${organ.id}`, name: `Especialista de ${organ.siglas} – ${centre.name}`, role: 'specialist', centre: centre.code, organ: organ.id }))),
  ]);
  const organs = all.flatMap((organ): DemoPost[] => [
    { id: `demo-documentario-${organ.id}`, name: `Coordinación documentaria – ${organ.siglas}`, role: 'document-coordinator', organ: organ.id },
    ...(takesSpecialists(organ)
      ? ([
          { id: `demo-tecnico-${organ.id}`, name: `Responsable técnico – ${organ.siglas}`, role: 'technical-lead', organ: organ.id },
          { id: `demo-director-${organ.id}`, name: `Dirección General – ${organ.siglas}`, role: 'director-general', organ: organ.id },
        ] as const)
      : []),
  ]);
  return [...national, ...centres, ...organs];
}
