import type { Artifact, Parameter, Template } from '@tiphys/models';
import {
  type ArtifactSpec,
  type ParameterSpec,
  type RequiredNames,
  type Slots,
  type TemplateHandle,
  templatesOf,
} from '@tiphys/workflow';
import type { OutputFile, TemplateFile } from '../ir/surface/markers.ts';
import { describeTemplate } from '../remote/describe-template.ts';
import { type Component, createGenerated } from './component.ts';

/** The type of an input of a template: a string, one of its allowed values, or a file. */
type InputFor<TSlot> =
  TSlot extends ParameterSpec<infer TValue>
    ? [TValue] extends [string]
      ? TValue
      : string
    : TSlot extends ArtifactSpec<boolean>
      ? TemplateFile
      : never;

/** The inputs of a template by name. Inputs with a default are optional. */
export type TemplateInputs<TInputs> = {
  readonly [TName in RequiredNames<TInputs>]: InputFor<TInputs[TName]>;
} & { readonly [TName in Exclude<keyof TInputs, RequiredNames<TInputs>>]?: InputFor<TInputs[TName]> };

/** The result of a template: output parameters and standard output as strings, artifacts as files. */
export type TemplateResult<TOutputs> = {
  readonly [TName in keyof TOutputs]: TOutputs[TName] extends { readonly kind: 'artifactReference' }
    ? OutputFile
    : string;
};

/**
 * Creates a component from a template of the builders, so that it can be used with functions. The template, and those that it calls, become
 * part of the manifest of the pipeline. A template of `templateRef` stays in its own object.
 *
 * @throws PipelineError at compile time `PIPELINE_DUPLICATE_NAME` if another template of the pipeline has the same name
 * @example
 * ```ts
 * import { fromTemplate } from '@tiphys/pipeline/templates';
 * import { container, parameter } from '@tiphys/workflow';
 * import { notify } from './components.generated.ts';
 *
 * const clone = fromTemplate(
 *   container('clone', { inputs: { url: parameter() } }, ({ inputs }) => ({
 *     image: 'alpine/git',
 *     command: ['git', 'ls-remote', inputs.url, 'HEAD'],
 *   })),
 * );
 * export default pipeline('newest', { url: 'https://example.org/a.git' }, ({ url }) => {
 *   notify({ text: clone({ url }).result });
 * });
 * ```
 */
export function fromTemplate<TInputs extends Slots, TOutputs>(
  template: TemplateHandle<TInputs, TOutputs>,
): Component<TemplateInputs<TInputs>, TemplateResult<TOutputs>> {
  const { remote, choices: _choices, ...described } = describeTemplate(shapeOf(template));
  const { ref } = template;
  const place =
    ref === undefined
      ? { name: '', template: template.name, own: templatesOf([template]) }
      : {
          name: ref.name ?? '',
          template: ref.template ?? '',
          ...(ref.clusterScope === true ? { clusterScope: true as const } : {}),
        };
  return createGenerated({
    name: template.name,
    source: { module: '', file: '', export: template.name, line: 1 },
    remote: { ...place, ...remote },
    ...described,
  });
}

/** Returns the inputs and outputs of a handle as a template. The template itself may be in another object. */
function shapeOf({ name, inputs, outputs, template }: TemplateHandle): Template {
  const prints = 'result' in outputs && !isGiven(outputs.result);
  const declared = Object.fromEntries(Object.entries(outputs).filter(([one]) => one !== 'result' || !prints));
  const body =
    template?.dag === undefined && template?.steps === undefined && prints ? { container: {} } : {};
  return { name, inputs: listsOf(inputs), outputs: listsOf(declared), ...body } as Template;
}

function isGiven(slot: Slots[string] | undefined): boolean {
  return slot !== undefined && Object.keys(slot.options).length > 0;
}

function listsOf(slots: Slots): {
  readonly parameters: readonly Parameter[];
  readonly artifacts: readonly Artifact[];
} {
  const of = (kind: string): readonly object[] =>
    Object.entries(slots).flatMap(([name, slot]) => (slot.kind === kind ? [{ name, ...slot.options }] : []));
  return {
    parameters: of('parameter') as readonly Parameter[],
    artifacts: of('artifact') as readonly Artifact[],
  };
}
