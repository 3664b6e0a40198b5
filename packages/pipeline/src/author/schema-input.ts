import type { JsonSchema } from '@tiphys/signature/model';
import type { InputDeclaration } from '../ir/component/input-declaration.ts';
import { describeIssues, type StandardSchema } from '../ir/surface/standard-schema.ts';
import { PipelineError } from '../pipeline-error.ts';

/** Tells whether a value is a schema of a library. The schemas of some libraries are functions. */
export function isStandardSchema(value: unknown): value is StandardSchema {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  const standard = (value as { readonly '~standard'?: unknown })['~standard'];
  return typeof standard === 'object' && standard !== null && 'validate' in standard;
}

/**
 * Returns the declaration of an input whose values a schema of a library checks.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION` if the schema refuses its own default
 */
export function declareSchemaInput(
  standard: StandardSchema,
  description: string | undefined,
): InputDeclaration<unknown> {
  const preset = defaultOf(standard);
  return {
    kind: 'tiphys-input',
    schema: jsonSchemaOf(standard),
    choices: undefined,
    standard,
    ...(preset === undefined ? {} : { default: preset }),
    description,
  };
}

/** Returns the value of a schema with a default: what it makes of `undefined`. */
function defaultOf(schema: StandardSchema): unknown {
  const result = schema['~standard'].validate(undefined);
  if (result instanceof Promise) {
    // It says nothing about a default, and a rejection would end the process.
    result.catch(() => {});
    return undefined;
  }
  if (result.issues !== undefined || result.value === undefined) return undefined;
  const again = schema['~standard'].validate(result.value);
  if (again instanceof Promise || again.issues === undefined) return result.value;
  throw new PipelineError(
    'PIPELINE_INVALID_OPTION',
    `The default of the schema is not a valid value itself: ${describeIssues(again.issues)}. Give the default in the form that the schema takes.`,
  );
}

interface WithJsonSchema {
  readonly jsonSchema?: { readonly input?: (options: { readonly target: string }) => JsonSchema };
}

/** Returns the JSON Schema of what a schema takes, if its library has one; the library refuses schemas that JSON Schema cannot express. */
function jsonSchemaOf(schema: StandardSchema): JsonSchema | undefined {
  const { jsonSchema } = schema['~standard'] as WithJsonSchema;
  if (jsonSchema?.input === undefined) return undefined;
  try {
    const { $schema: _, ...found } = jsonSchema.input({ target: 'draft-2020-12' });
    return found;
  } catch {
    return undefined;
  }
}
