import { type Hooks, writeHooks } from '../call/hook.ts';
import { type Authored, printReferences } from '../reference/authored.ts';
import type { ParameterSpec } from '../reference/parameter.ts';
import { type Reference, reference } from '../reference/reference.ts';
import { writeSlots } from '../reference/slots.ts';
import type { Slots, TemplateHandle } from '../reference/template-handle.ts';
import type { Model } from '../target/target-models.ts';
import { templatesOf } from '../template/templates-of.ts';

type WorkflowSpec = Model<'WorkflowSpec'>;

/** The parameters of a workflow by name, as references such as `{{workflow.parameters.count}}`. */
export type WorkflowParameters<TNames extends string = string> = {
  readonly [Name in TNames]: Reference;
} & { readonly [specs]: Readonly<Record<string, ParameterSpec>> };

const specs: unique symbol = Symbol('specs');

/**
 * Declares the parameters of a workflow, which all templates can refer to and `argo submit -p` sets.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/workflow-inputs/
 * @example
 * ```ts
 * const settings = workflowParameters({ bucket: parameter({ value: 'data' }) });
 * `${settings.bucket}`; // => {{workflow.parameters.bucket}}
 * const list = container('list', {}, () => ({ image: 'amazon/aws-cli', args: ['s3', 'ls', settings.bucket] }));
 * const hello = workflow({
 *   metadata: { generateName: 'list-' },
 *   spec: specFrom(list, { parameters: settings }),
 * });
 * ```
 */
export function workflowParameters<TNames extends string>(
  parameters: Readonly<Record<TNames, ParameterSpec>>,
): WorkflowParameters<TNames> {
  const references = Object.keys(parameters).map((name) => [name, reference(`workflow.parameters.${name}`)]);
  // The entries have exactly the keys of the parameters.
  return Object.freeze({
    ...Object.fromEntries(references),
    [specs]: parameters,
  }) as WorkflowParameters<TNames>;
}

/** The options of a workflow, apart from its templates. */
export type SpecOptions = Authored<
  Omit<WorkflowSpec, 'entrypoint' | 'templates' | 'workflowTemplateRef' | 'arguments' | 'onExit' | 'hooks'>
> & {
  readonly parameters?: WorkflowParameters;
  /** The exit handler, which runs whatever the result of the workflow. */
  readonly onExit?: TemplateHandle;
  /** Hooks that run during the workflow or at its end, with arguments. */
  readonly hooks?: Hooks;
  /** Further templates that nothing here calls, for use by other objects. */
  readonly templates?: readonly TemplateHandle[];
};

/**
 * Returns the spec of a workflow from its entrypoint, with all templates that it calls, directly or indirectly.
 *
 * The inputs of the entrypoint become parameters of the workflow, so that `argo submit -p` sets them.
 *
 * @throws {@link WorkflowError} `WORKFLOW_DUPLICATE_NAME` if two templates have the same name;
 * `WORKFLOW_UNKNOWN_TEMPLATE` if one was declared but never defined
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#workflowspec
 * @example
 * ```ts
 * const greet = container('greet', { inputs: { who: parameter() } }, ({ inputs }) => ({
 *   image: 'busybox',
 *   command: ['echo', inputs.who],
 * }));
 * const hello = workflow({ metadata: { generateName: 'hello-' }, spec: specFrom(greet) });
 * ```
 */
export function specFrom(entrypoint: TemplateHandle, options: SpecOptions = {}): WorkflowSpec {
  const { parameters, onExit, hooks: given, templates = [], ...rest } = options;
  const { hooks, calls } = writeHooks(given);
  const roots = [entrypoint, ...(onExit === undefined ? [] : [onExit]), ...calls, ...templates];
  const declared = writeSlots({ ...parametersOf(entrypoint), ...parameters?.[specs] });
  const fields = {
    entrypoint: entrypoint.name,
    ...(onExit === undefined ? {} : { onExit: onExit.name }),
    arguments: declared,
    hooks,
    ...rest,
    templates: templatesOf(roots),
  };
  return printReferences<WorkflowSpec>(fields as Authored<WorkflowSpec>);
}

function parametersOf(entrypoint: TemplateHandle): Slots {
  const slots: Slots = entrypoint.inputs;
  return Object.fromEntries(
    Object.entries(slots).flatMap(([name, slot]) => {
      if (slot.kind !== 'parameter') return [];
      const { default: fallback, value = fallback, ...options } = slot.options;
      return [[name, { kind: 'parameter', options: value === undefined ? options : { ...options, value } }]];
    }),
  );
}
