import {
  type ArgoVersion,
  definitions,
  kinds,
  loadTables,
  type ModelTables,
  newestArgoVersion,
} from '@tiphys/models/tables';

/** A version of Argo that manifests are checked for, with its definitions. */
export interface LintTarget {
  readonly version: ArgoVersion;
  readonly tables: ModelTables;
}

/** The target by default. */
export const NEWEST: LintTarget = { version: newestArgoVersion, tables: { definitions, kinds } };

/**
 * Returns a version of Argo to check manifests for.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 *
 * const text = await readFile('nightly.yaml', 'utf8');
 * const issues = lint([{ file: 'nightly.yaml', text }], { target: await loadLintTarget('v3.7') });
 * ```
 */
export async function loadLintTarget(version: ArgoVersion): Promise<LintTarget> {
  return version === newestArgoVersion ? NEWEST : { version, tables: await loadTables(version) };
}
