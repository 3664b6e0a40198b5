import { MAXIMUM_VARIABLE_BYTES } from '../../../contract/limits.ts';
import { expandVariables } from '../../../pod-spec/variable-expansion.ts';
import type { NodeBody } from '../../../state/node/node-body.ts';

type PodTemplate = NodeBody['template'];

/**
 * Returns a template as Argo's executor reads it: with other texts in the script, in artifacts and outputs. What the pod runs and its variables are
 * in the pod itself.
 *
 * Argo passes the template in the variable `ARGO_TEMPLATE` of the init container, in whose value Kubernetes turns `$$` into `$`. See
 * docs/semantics/pods.md#dollar-signs.
 */
export function executorTemplate(template: PodTemplate): PodTemplate {
  const { script, inputs, resource, data, outputs } = template;
  const expanded: PodTemplate = {
    ...template,
    ...(script?.source && { script: changed(script, { source: expand(script.source) }) }),
    ...(inputs?.artifacts && { inputs: changed(inputs, { artifacts: expand(inputs.artifacts) }) }),
    ...(resource === undefined ? {} : { resource: expand(resource) }),
    ...(data === undefined ? {} : { data: expand(data) }),
    ...(outputs && { outputs: expand(outputs) }),
  };
  const result = changed(template, expanded);
  // A longer template is a file of a ConfigMap.
  const isTooLong = result !== template && JSON.stringify(template).length > MAXIMUM_VARIABLE_BYTES;
  return isTooLong ? template : result;
}

/** Returns an object with other fields; the object itself if they are the same. */
function changed<T extends object>(given: T, fields: Partial<T>): T {
  const isSame = Object.entries(fields).every(([name, value]) => given[name as keyof T] === value);
  return isSame ? given : { ...given, ...fields };
}

const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

/** Expands the texts of a value. Returns the value itself if nothing changes. */
function expand<T>(value: T): T {
  // Texts become texts, lists lists and objects objects with the same fields.
  return expandUnknown(value) as T;
}

function expandUnknown(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('$$') ? expandVariables(value, NO_VARIABLES) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(expandUnknown);
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  const entries = Object.entries(value).map(([key, field]) => [key, field, expandUnknown(field)] as const);
  return entries.some(([, field, expanded]) => expanded !== field)
    ? Object.fromEntries(entries.map(([key, , expanded]) => [key, expanded]))
    : value;
}
