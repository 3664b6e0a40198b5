import { type ArgoVersion, argoVersions, fieldHistory } from '@tiphys/models/tables';

/**
 * Returns the names of all fields that only some versions have.
 *
 * @example
 * ```ts
 * changedFields().has('schedule'); // => true
 * ```
 */
export function changedFields(): ReadonlySet<string> {
  const tables = fieldHistory.flatMap(({ added, removed }) => [added, removed]);
  return new Set(tables.flatMap((table) => Object.values(table).flat()));
}

/** The versions that have a field: `since` is the first that has it, absent if the oldest does; `until` is the first
 * that no longer has it, absent if the newest does. */
export interface FieldSpan {
  readonly since?: ArgoVersion;
  readonly until?: ArgoVersion;
}

/**
 * Returns which versions have a field; the result is empty for a field of all versions.
 *
 * @example
 * ```ts
 * fieldSpan('CronWorkflowSpec', 'schedules'); // => { since: 'v3.6' }
 * fieldSpan('CronWorkflowSpec', 'schedule'); // => { until: 'v4.0' }
 * ```
 */
export function fieldSpan(definition: string, field: string): FieldSpan {
  const since = fieldHistory.find(({ added }) => holds(added, definition, field))?.version;
  const until = fieldHistory.find(({ removed }) => holds(removed, definition, field))?.version;
  return { ...(since && { since }), ...(until && { until }) };
}

/**
 * Returns whether a version has a field that at least one version has.
 *
 * @example
 * ```ts
 * knowsField(fieldSpan('CronWorkflowSpec', 'schedules'), 'v3.5'); // => false
 * ```
 */
export function knowsField({ since, until }: FieldSpan, version: ArgoVersion): boolean {
  const at = argoVersions.indexOf(version);
  const started = since === undefined || argoVersions.indexOf(since) <= at;
  return started && (until === undefined || at < argoVersions.indexOf(until));
}

function holds(
  table: Readonly<Record<string, readonly string[]>>,
  definition: string,
  field: string,
): boolean {
  return Object.hasOwn(table, definition) && (table[definition] ?? []).includes(field);
}
