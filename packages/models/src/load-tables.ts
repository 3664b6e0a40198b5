import type { ModelTables } from './definition-table.ts';
import { tableLoaders } from './generated/table-loaders.ts';
import type { ArgoVersion } from './generated/versions.ts';

/** Returns the tables of a version; those of other versions are not loaded. */
export async function loadTables(version: ArgoVersion): Promise<ModelTables> {
  const { definitions, kinds } = await tableLoaders[version]();
  return { definitions, kinds };
}
