import type { Family, Target } from './folding.ts';
import type { Collection, CollectionSpec } from './port.ts';
import type { Rollup, View } from './view.ts';

/** Throws on a name used twice and on a rollup whose view is not of the group: found at the start, not in the data. */
export function familiesOf(views: readonly View<object>[], rollups: readonly Rollup<object>[]): readonly Family[] {
  const names = [...views, ...rollups].map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw new Error(`two views are named ${twice}`);
  const stray = rollups.find(({ of }) => !views.includes(of));
  if (stray) throw new Error(`rollup ${stray.name} counts ${stray.of.name}, which is no view of its group`);
  return views.map((view) => ({ view, rollups: rollups.filter(({ of }) => of === view) }));
}

export const namesOf = ({ view, rollups }: Family): readonly string[] => [view, ...rollups].map(({ name }) => name);

export const collectionsOf = (targets: readonly Target[]): readonly Collection[] => targets.flatMap(({ view, rollups }) => [view, ...rollups]);

export function specsOf(group: string, { view, rollups }: Family): { readonly view: CollectionSpec; readonly rollups: readonly CollectionSpec[] } {
  const { name, version, indexes } = view;
  return {
    view: { group, name, version, indexes },
    rollups: rollups.map((rollup) => ({ group, name: rollup.name, version: rollup.version, indexes: [] })),
  };
}

/** The families whose documents were all made by this very version of their folds. */
export function targetsOf(families: readonly Family[], live: readonly Collection[]): readonly Target[] {
  const current = (of: { readonly name: string; readonly version: number }) =>
    live.find(({ name, version }) => name === of.name && version === of.version);
  return families.flatMap((family) => {
    const view = current(family.view);
    const rollups = family.rollups.map(current).filter((collection) => collection !== undefined);
    const unchanged = view && sameIndexes(view, family.view) && rollups.length === family.rollups.length;
    return unchanged ? [{ family, view, rollups }] : [];
  });
}

/** Other indexes need no other documents, but a table of their own all the same. */
const sameIndexes = (a: Pick<Collection, 'indexes'>, b: Pick<Collection, 'indexes'>): boolean => JSON.stringify(a.indexes) === JSON.stringify(b.indexes);
