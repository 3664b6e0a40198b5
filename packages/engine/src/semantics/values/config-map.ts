import { readConfigMapKey } from '../../manifest/config-map-key.ts';
import type { ValueSource } from '../../manifest/fields.ts';
import { substitute } from './substitution.ts';
import type { TemplateValues } from './template-values.ts';

/**
 * Returns the value of a key of a ConfigMap among the objects of the run. The name and the key may contain tags.
 * See docs/semantics/inputs-and-outputs.md#parameters.
 *
 * @throws Error with Argo's message if the ConfigMap or key is missing and there is no default
 */
export function configMapInput(
  source: ValueSource,
  parameter: string,
  values: TemplateValues,
): string | undefined {
  if (!source.configMapKeyRef) return undefined;
  const reference = substitute(source.configMapKeyRef, values.globals, 'lenient');
  const found = readConfigMapKey(values.objects, reference);
  if (found.kind === 'value') return found.value;
  if (found.kind === 'missing' && source.default !== undefined) return String(source.default);
  if (reference.optional) return undefined;
  throw new Error(`unable to retrieve inputs.parameters.${parameter} from ConfigMap: ${found.problem}`);
}
