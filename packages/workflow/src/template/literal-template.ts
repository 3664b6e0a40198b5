import type { NoSlots, OutputsOf, Slots, TemplateHandle } from '../reference/template-handle.ts';
import type { Model } from '../target/target-models.ts';
import type { DeclaredSlots } from './declared-template.ts';

/**
 * Returns a template from a literal, for example one with a field that no builder supports, so that tasks and
 * steps can call it. Its inputs and outputs are declared again for its callers; an output `result: parameter()`
 * is its standard output.
 *
 * @example
 * ```ts
 * const wait = literalTemplate(
 *   { name: 'wait', inputs: { parameters: [{ name: 'seconds' }] }, suspend: { duration: '{{inputs.parameters.seconds}}' } },
 *   { inputs: { seconds: parameter() } },
 * );
 * const main = steps('main', {}, (s) => {
 *   s.step('pause', wait, { seconds: '5' });
 * });
 * ```
 */
export function literalTemplate<TInputs extends Slots = NoSlots, TOutputs extends Slots = NoSlots>(
  template: Model<'Template'> & { readonly name: string },
  slots: DeclaredSlots<TInputs, TOutputs> = {},
): TemplateHandle<TInputs, OutputsOf<TOutputs>> {
  const { inputs = {}, outputs = {} } = slots;
  return Object.freeze({
    kind: 'template',
    name: template.name,
    inputs: inputs as TInputs,
    outputs,
    template,
    calls: [],
  });
}
