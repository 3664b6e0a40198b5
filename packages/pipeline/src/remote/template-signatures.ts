import { SIGNATURES_ANNOTATION, type TemplateSignature } from '../ir/component/template-signature.ts';
import { taskNames } from '../ir/wire/task-protocol.ts';
import type { TemplateDescription } from './describe-template.ts';

/** Returns the signatures in the annotations of a WorkflowTemplate; none if there is no valid annotation. */
export function readSignatures(annotations: unknown): Readonly<Record<string, TemplateSignature>> {
  if (!isRecord(annotations)) return {};
  const text = annotations[SIGNATURES_ANNOTATION];
  if (typeof text !== 'string') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? Object.fromEntries(Object.entries(parsed).filter(isSignature)) : {};
  } catch {
    // Someone else may use the annotation. Then the templates take plain texts.
    return {};
  }
}

/** Completes the description of a template that a pipeline was compiled to: its values are JSON texts with types. */
export function describeSigned(
  described: TemplateDescription,
  signature: TemplateSignature | undefined,
): TemplateDescription {
  if (signature === undefined) return described;
  const { inputs, remote, output, choices: _choices, ...rest } = described;
  const properties = (output.schema.properties ?? {}) as Readonly<Record<string, object>>; // as JSON Schema defines the keyword
  const single = signature.single === true && remote.files === undefined;
  const typed = Object.entries(properties).map(([name, part]) => [name, signature.results[name] ?? part]);
  return {
    ...rest,
    choices: {},
    remote: { ...remote, json: true, ...(single ? { single: true } : {}) },
    inputs: inputs.map((input) => {
      const schema = signature.inputs[input.name];
      return schema === undefined || input.route === 'file' ? input : { ...input, schema };
    }),
    output: {
      ...output,
      schema: single
        ? (signature.results[taskNames.output] ?? {})
        : { ...output.schema, properties: Object.fromEntries(typed) },
    },
  };
}

function isSignature(entry: readonly [string, unknown]): entry is [string, TemplateSignature] {
  const [, value] = entry;
  return isRecord(value) && isRecord(value.inputs) && isRecord(value.results);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
