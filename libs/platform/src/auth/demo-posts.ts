import type { DemoPost, Directory } from '#contracts';

const national: readonly DemoPost[] = [
  { id: 'demo-ogauc', name: 'Supervisión nacional (OGAUC)', role: 'ogauc' },
  { id: 'demo-oautda', name: 'Supervisión de mesas de partes (OAUTDA)', role: 'oautda' },
  { id: 'demo-datos', name: 'Oficial de datos personales', role: 'data-officer' },
  { id: 'demo-admin', name: 'Administración de la plataforma', role: 'administrator' },
  { id: 'demo-import', name: 'Importación de historia', role: 'importer' },
];

/** The posts that anybody may take in demo mode: fictitious people, one for each post of the reference data. */
export function demoPosts(directory: Directory): readonly DemoPost[] {
  const centres = [...directory.centres.values()].flatMap((centre): DemoPost[] => [
    { id: `demo-operador-${centre.code}`, name: `Mesa de partes – ${centre.name}`, role: 'operator', centre: centre.code },
    { id: `demo-coordinador-${centre.code}`, name: `Coordinación – ${centre.name}`, role: 'centre-coordinator', centre: centre.code },
  ]);
  const organs = [...directory.organs.values()].map(
    (organ): DemoPost => ({ id: `demo-documentario-${organ.id}`, name: `Coordinación documentaria – ${organ.siglas}`, role: 'document-coordinator', organ: organ.id }),
  );
  return [...national, ...centres, ...organs];
}
