import {
  type ArgoVersion,
  definitions,
  kinds,
  loadTables,
  type ModelTables,
  newestArgoVersion,
} from '@tiphys/models/tables';

/** A version of Argo that manifests are checked for, with what is known of it. */
export interface LintTarget {
  readonly version: ArgoVersion;
  readonly tables: ModelTables;
}

/** What is checked for when nothing else is asked for. */
export const NEWEST: LintTarget = { version: newestArgoVersion, tables: { definitions, kinds } };

/**
 * Gives a version of Argo to check manifests for.
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
