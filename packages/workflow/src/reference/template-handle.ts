import type { Model } from '../target/target-models.ts';
import type { ArtifactSpec } from './artifact.ts';
import type { ParameterSpec } from './parameter.ts';
import type { ArtifactReference, PathReference, Reference } from './reference.ts';

type Template = Model<'Template'>;
type TemplateRef = Model<'TemplateRef'>;

/** The inputs, or the outputs, of a template by name. */
export type Slots = { readonly [name: string]: ParameterSpec | ArtifactSpec };

/** A template that has neither inputs nor outputs, or does not say. */
export type NoSlots = Record<never, never>;

/** What a template's outputs are to who calls it. */
export type OutputsOf<TSlots> = {
  readonly [Name in keyof TSlots]: TSlots[Name] extends ArtifactSpec ? ArtifactReference : Reference;
};

/** What a template's inputs are inside a dag or steps, which hand artifacts on. */
export type InputsOf<TSlots> = OutputsOf<TSlots>;

/** What a template's inputs are inside a pod, where artifacts are files. */
export type PodInputsOf<TSlots> = {
  readonly [Name in keyof TSlots]: TSlots[Name] extends ArtifactSpec
    ? ArtifactReference & PathReference
    : Reference;
};

/** What a template's outputs are inside a pod, which leaves them in files. */
export type PodOutputsOf<TSlots> = { readonly [Name in keyof TSlots]: PathReference };

/** A template that tasks can call with arguments that the compiler checks. */
export interface TemplateHandle<TInputs extends Slots = Slots, TOutputs = unknown> {
  readonly kind: 'template';
  readonly name: string;
  readonly inputs: TInputs;
  /** The names of its outputs; those of a pod have `result` too. */
  readonly outputs: Slots;
  /** What is in the manifest. Absent where the template is only declared, or stands in another object. */
  readonly template?: Template;
  /** How tasks refer to it when it stands in another object. */
  readonly ref?: TemplateRef;
  /** The templates that its tasks call. */
  readonly calls: readonly TemplateHandle[];
  /** What its outputs are to who calls it. Only the types know it. */
  readonly gives?: TOutputs;
}
