import type { CallNode } from './graph.ts';

/**
 * What a call runs.
 *
 * - `function`: a function of the user, whose arguments are JSON texts
 * - `template`: a template written in Argo's terms, whose arguments are plain texts
 * - `definition`: a container, a script or another template of `component.container` and so on, whose arguments are JSON texts
 * - `pipeline`: another pipeline, whose arguments are JSON texts
 */
export type CallableKind = 'function' | 'template' | 'definition' | 'pipeline';

/** Returns what a call runs. */
export function callableOf({ component: { descriptor }, called }: CallNode): CallableKind {
  if (called !== undefined) return 'pipeline';
  if (descriptor.definition !== undefined) return 'definition';
  return descriptor.remote === undefined ? 'function' : 'template';
}
