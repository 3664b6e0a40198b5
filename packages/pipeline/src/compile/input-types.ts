import type { JsonSchema } from '@tiphys/signature/model';
import { formOf } from '../ir/json/form-of.ts';
import { readSignatures } from '../remote/template-signatures.ts';
import { type CompiledInput, encodePipelineInput } from './compiled-input.ts';

/** The annotation of a Workflow that was started from a pipeline, with the JSON Schemas of its inputs, as JSON: name -> schema. */
const ANNOTATION = 'tiphys/input-types';

/** Larger types are left out: Kubernetes limits all annotations of an object to 256 KiB together. */
const MOST_CHARACTERS = 32_000;

/** Returns the annotations of a workflow that keep the types of its inputs, so that later commands can check values. None for plain texts. */
export function inputTypeAnnotations(
  inputs: readonly Pick<CompiledInput, 'name' | 'schema' | 'form'>[],
): Readonly<Record<string, string>> {
  const typed = inputs.filter(({ form }) => form === 'json');
  const text = JSON.stringify(Object.fromEntries(typed.map(({ name, schema }) => [name, schema])));
  return typed.length === 0 || text.length > MOST_CHARACTERS ? {} : { [ANNOTATION]: text };
}

/**
 * Checks values of parameters against the types that an object of a pipeline keeps in its annotations, and returns the texts to send: JSON has no tags
 * then, which Argo would replace. A parameter whose type it does not keep is not checked, and stays as it is.
 *
 * @throws PipelineError as for the inputs of a pipeline: `PIPELINE_INPUT_NOT_JSON`, `PIPELINE_INPUT_INVALID`, `PIPELINE_INPUT_INEXACT`
 */
export function encodeTypedParameters(
  annotations: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const schemas = readInputTypes(annotations);
  const texts = Object.entries(values).map(([name, text]) => {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (schema === undefined) return [name, text] as const;
    return [
      name,
      encodePipelineInput({ name, schema, form: keptForm(schema), required: false }, text),
    ] as const;
  });
  return Object.fromEntries(texts);
}

/** Returns the JSON Schemas that an object of a pipeline keeps in its annotations, by the names of its inputs. */
export function readInputTypes(
  annotations: Readonly<Record<string, string>>,
): Readonly<Record<string, JsonSchema>> {
  const [signature] = Object.values(readSignatures(annotations));
  return { ...signature?.inputs, ...parse(annotations[ANNOTATION]) };
}

/** Several components may take an input, each with its own schema. Then its form is that of the first. Where no schema says more, it is JSON. */
function keptForm(schema: JsonSchema): CompiledInput['form'] {
  const [first] = Array.isArray(schema.allOf) ? (schema.allOf as readonly JsonSchema[]) : [];
  return formOf(schema) ?? (first && formOf(first)) ?? 'json';
}

function parse(text: string | undefined): Readonly<Record<string, JsonSchema>> {
  if (text === undefined) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    // Whoever uses the annotation for something else has no schemas in it.
    const entries = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
    return Object.fromEntries(entries.filter(([, schema]) => typeof schema === 'object' && schema !== null));
  } catch {
    return {};
  }
}
