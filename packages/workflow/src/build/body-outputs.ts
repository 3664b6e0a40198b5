import type { Model } from '../target-models.ts';
import { type ArtifactReference, isArtifactReference, isReference, type Reference } from './reference.ts';
import type { Slots } from './template-handle.ts';

type Artifact = Model<'Artifact'>;
type Outputs = Model<'Outputs'>;
type Parameter = Model<'Parameter'>;

/** An output computed by an expression of Argo's language. */
export interface ComputedOutput {
  /** Without braces: `tasks.a.outputs.result == "x" ? "1" : "2"`. */
  readonly expression: string;
}

/** What the body of a dag or steps gives as outputs. */
export type GivenOutputs = { readonly [name: string]: Reference | ArtifactReference | ComputedOutput };

/** What given outputs are to who calls the template. */
export type OutputsFrom<TGiven> = TGiven extends GivenOutputs
  ? {
      readonly [Name in keyof TGiven]: TGiven[Name] extends ArtifactReference ? ArtifactReference : Reference;
    }
  : unknown;

/** Gives what a body returned as Argo's outputs. */
export function writeOutputs(given: GivenOutputs): Outputs | undefined {
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const [name, output] of Object.entries(given)) {
    if (isArtifactReference(output)) artifacts.push({ name, from: `{{${output.from}}}` });
    else if (isReference(output)) parameters.push({ name, valueFrom: { parameter: output.toString() } });
    else parameters.push({ name, valueFrom: { expression: output.expression } });
  }
  if (parameters.length === 0 && artifacts.length === 0) return undefined;
  return {
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(artifacts.length === 0 ? {} : { artifacts }),
  };
}

/** Gives the slots of what a body returned. */
export function slotsOf(given: GivenOutputs): Slots {
  return Object.fromEntries(
    Object.entries(given).map(([name, output]) => [
      name,
      isArtifactReference(output) ? { kind: 'artifact', options: {} } : { kind: 'parameter', options: {} },
    ]),
  );
}
