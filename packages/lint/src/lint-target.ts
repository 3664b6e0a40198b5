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
 * const issues = lint(files, { target: await loadLintTarget('v3.7') });
 * ```
 */
export async function loadLintTarget(version: ArgoVersion): Promise<LintTarget> {
  return version === newestArgoVersion ? NEWEST : { version, tables: await loadTables(version) };
}
