import type { NoSlots, OutputsOf, Slots, TemplateHandle } from '../reference/template-handle.ts';
import type { Model } from '../target/target-models.ts';
import { WorkflowError } from '../target/workflow-error.ts';

type ClusterWorkflowTemplate = Model<'ClusterWorkflowTemplate'>;
type WorkflowTemplate = Model<'WorkflowTemplate'>;

/** The inputs and outputs of a declared template. */
export interface DeclaredSlots<TInputs extends Slots, TOutputs extends Slots> {
  readonly inputs?: TInputs;
  readonly outputs?: TOutputs;
}

/**
 * Declares a template that is defined elsewhere: below, for recursion, or in YAML. An output `result:
 * parameter()` is its standard output.
 *
 * @example
 * ```ts
 * const again = declareTemplate('flip', { outputs: { side: parameter() } });
 * const flip = steps('flip', {}, (s) => {
 *   const next = s.step('again', again);
 *   return { side: next.outputs.side };
 * });
 * ```
 */
export function declareTemplate<TInputs extends Slots = NoSlots, TOutputs extends Slots = NoSlots>(
  name: string,
  slots: DeclaredSlots<TInputs, TOutputs> = {},
): TemplateHandle<TInputs, OutputsOf<TOutputs>> {
  const { inputs = {}, outputs = {} } = slots;
  return Object.freeze({ kind: 'template', name, inputs: inputs as TInputs, outputs, calls: [] });
}

/** An object with templates, or its name. */
export type TemplateHolder =
  | WorkflowTemplate
  | ClusterWorkflowTemplate
  | { readonly name: string; readonly clusterScope?: boolean };

/**
 * Returns a template of a WorkflowTemplate or ClusterWorkflowTemplate that tasks of other workflows can call
 * with the same checks.
 *
 * @throws {@link WorkflowError} `WORKFLOW_UNKNOWN_TEMPLATE` if the object has no name or no such template
 * @see https://argo-workflows.readthedocs.io/en/latest/workflow-templates/#referencing-other-workflowtemplates
 * @example
 * ```ts
 * const greet = container('greet', { inputs: { who: parameter() } }, ({ inputs }) => ({
 *   image: 'busybox',
 *   command: ['echo', inputs.who],
 * }));
 * const shared = workflowTemplate({ metadata: { name: 'greetings' }, spec: specFrom(greet) });
 * const main = steps('main', {}, (s) => {
 *   s.step('hello', templateRef(shared, greet), { who: 'Ann' });
 * });
 * ```
 */
export function templateRef<TInputs extends Slots, TOutputs>(
  holder: TemplateHolder,
  template: TemplateHandle<TInputs, TOutputs>,
): TemplateHandle<TInputs, TOutputs> {
  const { name, clusterScope } = readHolder(holder, template.name);
  const { template: _written, ...rest } = template;
  const ref = { name, template: template.name, ...(clusterScope ? { clusterScope } : {}) };
  return Object.freeze({ ...rest, ref: Object.freeze(ref), calls: [] });
}

function readHolder(
  holder: TemplateHolder,
  template: string,
): { readonly name: string; readonly clusterScope: boolean } {
  if (!('kind' in holder)) return { name: holder.name, clusterScope: holder.clusterScope === true };
  const name = holder.metadata.name;
  const templates = holder.spec.templates ?? [];
  const fail = (what: string): never => {
    throw new WorkflowError('WORKFLOW_UNKNOWN_TEMPLATE', what);
  };
  if (name === undefined)
    return fail(`The ${holder.kind} that contains "${template}" has no name. Set metadata.name.`);
  if (!templates.some((candidate) => candidate.name === template))
    fail(`The ${holder.kind} "${name}" has no template "${template}". Add it to its spec.templates.`);
  return { name, clusterScope: holder.kind === 'ClusterWorkflowTemplate' };
}
