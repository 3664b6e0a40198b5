import type { Workflow } from '@tiphys/models';
import { compileFilter, type RunFilter } from '@tiphys/runs';

/** What is left to check of the runs that the server has selected. */
export interface ListFilter {
  readonly matches: (workflow: Workflow) => boolean;
  /** The fields that it looks at. */
  readonly needed: readonly string[];
}

/** The fields that each condition looks at. The server selects by labels itself. */
const FIELDS = {
  phases: ['status.phase'],
  prefix: ['metadata.name'],
  contains: ['metadata.name'],
  fields: ['metadata.name', 'metadata.namespace'],
  createdAfter: ['metadata.creationTimestamp'],
  finishedBefore: ['status.finishedAt'],
  completed: ['status.finishedAt'],
} as const satisfies { readonly [name in keyof RunFilter]?: readonly string[] };

/**
 * Returns the conditions of a filter that the server does not check. It could compare a part of a name, but compares the names of archived workflows
 * as a whole then (https://github.com/argoproj/argo-workflows/issues/14069).
 *
 * @throws RunsError `RUNS_INVALID_SELECTOR`
 */
export function listFilter(filter: RunFilter): ListFilter {
  compileFilter(filter);
  const { labels: _, resubmitted: __, ...conditions } = filter;
  const needed = Object.entries(FIELDS).flatMap(([name, fields]) =>
    isGiven(conditions[name as keyof typeof FIELDS]) ? fields : [],
  );
  return { matches: compileFilter(conditions), needed: [...new Set(needed)] };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}
