import type { PipelineInput } from '../../ir/component/pipeline-input.ts';
import { schemaOfValue } from '../../ir/json/schema-of-value.ts';
import { encodeValue } from '../../ir/wire/encode-value.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { findSource } from '../handles/handle.ts';
import { readInput } from '../pipeline.ts';

/**
 * Reads the declaration of a field of a question.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_INVALID_NAME`, `PIPELINE_INPUT_TYPE_UNKNOWN`, `PIPELINE_TAG_IN_TEXT`, `PIPELINE_UNSUPPORTED_VALUE`
 */
export function readField(question: string, name: string, declared: unknown): PipelineInput {
  const what = `The field "${name}" of the question "${question}"`;
  if (declared === undefined || typeof declared === 'function' || findSource(declared) !== undefined)
    throw new PipelineError(
      'PIPELINE_INVALID_ARGUMENT',
      `${what} is not a declaration. Write a default such as 10, oneOf([...]) or input<number>({ schema: { type: 'number' } }); show outputs in the message.`,
    );
  const field = readInput(name, declared);
  if (field.from !== undefined)
    throw new PipelineError(
      'PIPELINE_INVALID_ARGUMENT',
      `${what} comes from a ConfigMap, which only inputs of a pipeline can. Declare an input of the pipeline, and show it in the message.`,
    );
  if (field.form === undefined)
    throw new PipelineError(
      'PIPELINE_INPUT_TYPE_UNKNOWN',
      `${what} needs a schema or a default, because answers are texts: without its type, 10 and "10" look the same. Write input<number>({ schema: { type: 'number' } }).`,
    );
  for (const text of textsOf(field)) assertNoTag(what, text);
  if (field.default === undefined || field.choices !== undefined) return field;
  return { ...field, schema: field.schema.items === undefined ? schemaOfDefault(field) : field.schema };
}

/** Returns the schema of a default that is a list or an object, with its parts, so that its fields are outputs. */
function schemaOfDefault({ schema, default: given }: PipelineInput): PipelineInput['schema'] {
  return schema.type === 'array' || schema.type === 'object' ? schemaOfValue(given?.value) : schema;
}

function textsOf({ form, default: given, choices = [], description }: PipelineInput): readonly string[] {
  const values = [...(given === undefined ? [] : [given.value]), ...choices];
  const texts = values.map((value) => (form === 'text' ? String(value) : encodeValue(value)));
  return description === undefined ? texts : [...texts, description];
}

function assertNoTag(what: string, text: string): void {
  if (!text.includes('{{')) return;
  throw new PipelineError(
    'PIPELINE_TAG_IN_TEXT',
    `${what} has a default, a choice or a description with "{{", which Argo would read as a tag. Write it without "{{".`,
  );
}
