import type { Parameter } from '@tiphys/models';
import { formatBytes, shortValue, sizeOf } from './short-value.ts';

/** A name with a value, as they are shown. */
export type ValueRow = readonly [name: string, value: string];

/** Names of parameters that Tiphys adds to the workflows of pipelines: packed code, and how values are passed to functions. */
const GENERATED = /^tiphys-(?:runtime|code-\d+|forms|file-key|files-key|image)$/;

/** Tells whether a parameter was added by Tiphys, so that its value says nothing to people. */
export function isGeneratedParameter({ name }: Pick<Parameter, 'name'>): boolean {
  return GENERATED.test(name);
}

/** Returns parameters as they are shown to people: long values are cut, and what Tiphys has added is only named, with its size. */
export function parameterRows(parameters: readonly Parameter[]): readonly ValueRow[] {
  return parameters.map((parameter) => [parameter.name, shownValue(parameter)]);
}

function shownValue(parameter: Parameter): string {
  const { value, valueFrom } = parameter;
  if (value === undefined) return valueFrom === undefined ? '(no value)' : '(no value yet)';
  const text = String(value);
  if (isGeneratedParameter(parameter)) return `(${formatBytes(sizeOf(text))}, generated)`;
  return text === '' ? '(empty)' : shortValue(text);
}

/**
 * Returns a text of a template with the tags of generated parameters in place of their values: packed code in a script becomes
 * `{{workflow.parameters.tiphys-runtime}}` again.
 *
 * @param parameters the parameters of the workflow
 */
export function withoutGeneratedValues(text: string, parameters: readonly Parameter[]): string {
  return parameters
    .filter((parameter) => isGeneratedParameter(parameter) && String(parameter.value ?? '').length > 100)
    .reduce(
      (shown, { name, value }) => shown.replaceAll(String(value), () => `{{workflow.parameters.${name}}}`),
      text,
    );
}
