import type { CallNode } from './graph.ts';

/**
 * What a call runs.
 *
 * - `function`: a function of the user, whose arguments are JSON texts
 * - `template`: a template written in Argo's terms, whose arguments are plain texts
 * - `pipeline`: another pipeline, whose arguments are JSON texts
 */
export type CallableKind = 'function' | 'template' | 'pipeline';

/** Returns what a call runs. */
export function callableOf({ component: { descriptor }, called }: CallNode): CallableKind {
  if (called !== undefined) return 'pipeline';
  return descriptor.remote === undefined ? 'function' : 'template';
}
