import { type ArtifactSpec, artifact } from '../reference/artifact.ts';
import { type ParameterSpec, parameter } from '../reference/parameter.ts';
import {
  type ArtifactReference,
  isArtifactReference,
  isReference,
  type Reference,
} from '../reference/reference.ts';
import type { Slots } from '../reference/template-handle.ts';

/** An output that is computed by an Argo expression. */
export interface ComputedOutput {
  /** Without braces: `tasks.a.outputs.result == "x" ? "1" : "2"`. */
  readonly expression: string;
}

/**
 * The outputs that the body of a dag or steps returns: outputs of tasks, or `parameter(...)` and `artifact(...)`
 * for outputs with further fields.
 */
export type GivenOutputs = {
  readonly [name: string]: Reference | ArtifactReference | ComputedOutput | ParameterSpec | ArtifactSpec;
};

/** The type of returned outputs for callers of the template. */
export type OutputsFrom<TGiven> = TGiven extends GivenOutputs
  ? {
      readonly [Name in keyof TGiven]: TGiven[Name] extends ArtifactReference | ArtifactSpec
        ? ArtifactReference
        : Reference;
    }
  : unknown;

/** Returns the slots of the outputs that a body returned. */
export function slotsOf(given: GivenOutputs): Slots {
  return Object.fromEntries(Object.entries(given).map(([name, output]) => [name, slotOf(output)]));
}

function slotOf(output: GivenOutputs[string]): ParameterSpec | ArtifactSpec {
  if (isArtifactReference(output)) return artifact({ from: output });
  if (isReference(output)) return parameter({ valueFrom: { parameter: output } });
  return 'kind' in output ? output : parameter({ valueFrom: { expression: output.expression } });
}
