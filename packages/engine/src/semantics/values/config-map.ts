import type { ValueSource } from '../../manifest/fields.ts';
import { findObject } from '../../manifest/find-object.ts';
import { substitute } from './substitution.ts';
import type { TemplateValues } from './template-values.ts';

/**
 * Returns the value of a key of a ConfigMap among the objects of the run. The name and the key may contain tags.
 * See docs/semantics/inputs-and-outputs.md#parameters.
 *
 * @throws Error with Argo's message if the ConfigMap or key is missing and there is no default
 */
export function readConfigMapKey(
  source: ValueSource,
  parameter: string,
  values: TemplateValues,
): string | undefined {
  if (!source.configMapKeyRef) return undefined;
  const reference = substitute(source.configMapKeyRef, values.globals, 'lenient');
  const map = findObject(values.objects, 'ConfigMap', reference.name);
  const value = map?.data?.[reference.key];
  if (value !== undefined) return value;
  if (source.default !== undefined) return String(source.default);
  if (reference.optional) return undefined;
  const problem = map
    ? `ConfigMap '${reference.name}' does not have the key '${reference.key}'`
    : `configmaps "${reference.name}" not found`;
  throw new Error(`unable to retrieve inputs.parameters.${parameter} from ConfigMap: ${problem}`);
}
