import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import text from './peru.topo.json?raw';

type Peru = Topology<{ departments: GeometryCollection<{ name: string }> }>;

const topology = JSON.parse(text) as Peru;

/** The departments as GeoJSON; each one's `code` is its INEI code. */
export const departments = {
  type: 'FeatureCollection' as const,
  features: feature(topology, topology.objects.departments).features.map(({ id, properties, geometry }) => ({
    type: 'Feature' as const,
    properties: { name: properties.name, code: String(id) },
    geometry,
  })),
};

export const departmentNames: ReadonlyMap<string, string> = new Map(departments.features.map(({ properties }) => [properties.code, properties.name]));
