import type { Model } from '../target/target-models.ts';
import type { ArtifactSpec } from './artifact.ts';
import type { ParameterSpec } from './parameter.ts';
import type { ArtifactReference, PathReference, Reference } from './reference.ts';

type Template = Model<'Template'>;
type TemplateRef = Model<'TemplateRef'>;

/** The inputs, or the outputs, of a template by name. */
export type Slots = { readonly [name: string]: ParameterSpec | ArtifactSpec };

/** A template without declared inputs or outputs. */
export type NoSlots = Record<never, never>;

/** The outputs of a template, as its callers see them. */
export type OutputsOf<TSlots> = {
  readonly [Name in keyof TSlots]: TSlots[Name] extends ArtifactSpec ? ArtifactReference : Reference;
};

/** The inputs of a template inside a dag or steps, which pass artifacts on. */
export type InputsOf<TSlots> = OutputsOf<TSlots>;

/** The inputs of a template inside a pod, where artifacts are files. */
export type PodInputsOf<TSlots> = {
  readonly [Name in keyof TSlots]: TSlots[Name] extends ArtifactSpec
    ? ArtifactReference & PathReference
    : Reference;
};

/** The outputs of a template inside a pod, which writes them to files. */
export type PodOutputsOf<TSlots> = { readonly [Name in keyof TSlots]: PathReference };

/** A template that tasks can call with arguments that the compiler checks. */
export interface TemplateHandle<TInputs extends Slots = Slots, TOutputs = unknown> {
  readonly kind: 'template';
  readonly name: string;
  readonly inputs: TInputs;
  /** The names of its outputs; a pod has `result`, too. */
  readonly outputs: Slots;
  /** The template in the manifest. Absent if it is only declared, or part of another object. */
  readonly template?: Template;
  /** The reference that tasks use if it is part of another object. */
  readonly ref?: TemplateRef;
  /** The templates that its tasks call. */
  readonly calls: readonly TemplateHandle[];
  /** Its outputs, as callers see them. Exists only in the types. */
  readonly gives?: TOutputs;
}
