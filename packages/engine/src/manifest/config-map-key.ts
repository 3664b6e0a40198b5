import type { ObjectFields } from './fields.ts';
import { findObject } from './find-object.ts';

const TYPE_LABEL = 'workflows.argoproj.io/configmap-type';

/** The value of a key of a ConfigMap, or why parameters cannot have it. */
export type ConfigMapKey =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'missing' | 'refused'; readonly problem: string };

/** Returns the value of a key of a ConfigMap for a parameter. Argo only sees ConfigMaps with a label. See docs/semantics/inputs-and-outputs.md#parameters. */
export function readConfigMapKey(
  objects: readonly ObjectFields[],
  { name, key }: { readonly name?: string; readonly key: string },
): ConfigMapKey {
  const map = findObject(objects, 'ConfigMap', name);
  const type = map?.metadata?.labels?.[TYPE_LABEL];
  if (map === undefined || type === undefined)
    return {
      kind: 'missing',
      problem: `ConfigMap '${name}' does not exist. Please make sure it has the label ${TYPE_LABEL}: Parameter to be detectable by the controller`,
    };
  if (type !== 'Parameter')
    return {
      kind: 'refused',
      problem: `ConfigMap '${name}' needs to have the label ${TYPE_LABEL}: Parameter to load parameters`,
    };
  const value = map.data?.[key];
  return value === undefined
    ? { kind: 'missing', problem: `ConfigMap '${name}' does not have the key '${key}'` }
    : { kind: 'value', value };
}
