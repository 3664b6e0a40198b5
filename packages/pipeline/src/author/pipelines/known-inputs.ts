import type { JsonSchema } from '@tiphys/signature/model';
import type { PipelineInput } from '../../ir/component/pipeline-input.ts';
import { formOf } from '../../ir/json/form-of.ts';
import type { AnyPipeline } from './any-pipeline.ts';

/** Schemas of pipeline inputs by name, as `tiphys generate` reads them from types. */
export type InputSchemas = Readonly<Record<string, JsonSchema>>;

const known = new WeakMap<AnyPipeline, InputSchemas>();

/** Remembers the schemas that a generated module has for the inputs of a pipeline, for every pipeline that calls it. */
export function rememberInputs(pipeline: AnyPipeline, schemas: InputSchemas): void {
  known.set(pipeline, schemas);
}

/** Returns the schemas of the inputs of a pipeline that its generated module has. */
export function knownInputs(pipeline: AnyPipeline): InputSchemas {
  return known.get(pipeline) ?? {};
}

/** Returns an input whose type its declaration or a generated module says; undefined if the components say it. */
export function typedInput(
  input: PipelineInput,
  generated: JsonSchema | undefined,
): PipelineInput | undefined {
  // The schema of a library says more than the type of its values.
  if (input.standard !== undefined && Object.keys(input.schema).length > 0)
    return { ...input, form: input.form ?? 'json' };
  if (generated === undefined) return undefined;
  return { ...input, schema: generated, form: formOf(generated) ?? input.form ?? 'json' };
}
