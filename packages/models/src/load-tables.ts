import type { DefinitionTable } from './definition-table.ts';

/** The minor versions of Argo that there are models of, oldest first. */
export const argoVersions = ['v3.5', 'v3.6', 'v3.7', 'v4.0', 'v4.1'] as const;

/** A minor version of Argo that there are models of. */
export type ArgoVersion = (typeof argoVersions)[number];

/** The version that `@tiphys/models` and `@tiphys/models/tables` describe. */
export const newestArgoVersion: ArgoVersion = 'v4.1';

/** What Tiphys knows of one Argo version at run time. */
export interface ModelTables {
  /** Every object of the schema by name. */
  readonly definitions: Readonly<Record<string, DefinitionTable>>;
  /** The name of the definition of each kind of object. */
  readonly kinds: Readonly<Record<string, string>>;
}

const LOADERS: Readonly<Record<ArgoVersion, () => Promise<ModelTables>>> = {
  'v3.5': () => import('./v3.5/generated/tables.ts'),
  'v3.6': () => import('./v3.6/generated/tables.ts'),
  'v3.7': () => import('./v3.7/generated/tables.ts'),
  'v4.0': () => import('./v4.0/generated/tables.ts'),
  'v4.1': () => import('./v4.1/generated/tables.ts'),
};

/** Gives the tables of a version; those of other versions are not loaded. */
export async function loadTables(version: ArgoVersion): Promise<ModelTables> {
  const { definitions, kinds } = await LOADERS[version]();
  return { definitions, kinds };
}
