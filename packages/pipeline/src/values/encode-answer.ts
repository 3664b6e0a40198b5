import type { Parameter } from '@tiphys/models';
import { didYouMean, show } from '../author/options/option-check.ts';
import { encodeValue } from '../ir/wire/encode-value.ts';

/** The answer to a question: values by the names of its fields. */
export type Answer = Readonly<Record<string, unknown>>;

/** The fields of a question: the parameters of its node. */
export interface QuestionFields {
  /** With the choices. */
  readonly inputs: readonly Parameter[];
  /** With the defaults. */
  readonly outputs: readonly Parameter[];
}

/**
 * Returns the texts for an answer, as Argo takes them: strings as they are, other values as JSON.
 *
 * @param refuse throws the error for an answer that does not fit: `has no field "share".`
 */
export function encodeAnswer(
  fields: QuestionFields,
  answer: Answer,
  refuse: (problem: string) => never,
): Readonly<Record<string, string>> {
  const names = fields.outputs.map(({ name }) => name);
  for (const name of Object.keys(answer)) {
    if (names.includes(name)) continue;
    const guess = didYouMean(name, names);
    const list = names.length === 0 ? 'It has no fields.' : `Its fields are ${names.join(', ')}.`;
    refuse(`has no field "${name}". ${guess ?? list}`);
  }
  const texts = Object.entries(answer).map(
    ([name, value]) => [name, toText(fields, { name, value }, refuse)] as const,
  );
  const given = Object.fromEntries(texts);
  const missing = fields.outputs.find(
    ({ name, value, valueFrom }) =>
      given[name] === undefined && value === undefined && valueFrom?.default === undefined,
  );
  if (missing !== undefined) refuse(`needs a value for "${missing.name}", which has no default.`);
  return given;
}

function toText(
  { inputs }: QuestionFields,
  { name, value }: { readonly name: string; readonly value: unknown },
  refuse: (problem: string) => never,
): string {
  const text = typeof value === 'string' ? value : encodeValue(value);
  const choices = inputs.find((input) => input.name === name)?.enum?.map(String);
  if (choices !== undefined && !choices.includes(text))
    refuse(`got ${show(value)} for "${name}". Choose one of ${choices.join(', ')}.`);
  return text;
}
