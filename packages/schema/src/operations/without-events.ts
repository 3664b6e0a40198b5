import { isJsonObject } from '../json-object.ts';

/** Objects of Argo Events, which the Argo Server only passes on. Their schema is that of another project. */
const EVENTS_REFERENCE = /^#\/definitions\/(?:github\.com\.argoproj\.argo_events|io\.argoproj\.events)\./;

/** Returns a part of a swagger file in which objects of Argo Events are any values. */
export function withoutEvents<T>(node: T): T {
  // A part of the same shape.
  return replace(node) as T;
}

function replace(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(replace);
  if (!isJsonObject(node)) return node;
  if (typeof node.$ref === 'string' && EVENTS_REFERENCE.test(node.$ref)) return {};
  return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, replace(child)]));
}
