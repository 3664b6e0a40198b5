import type { CallNode } from './graph.ts';

/**
 * What a call runs.
 *
 * - `function`: a function of the user, whose arguments are JSON texts
 * - `template`: a template written in Argo's terms, whose arguments are plain texts
 */
export type CallableKind = 'function' | 'template';

/** Returns what a call runs. */
export function callableOf({ component: { descriptor } }: CallNode): CallableKind {
  return descriptor.remote === undefined ? 'function' : 'template';
}
