import { type CallSite, locate } from '../../ir/call-site.ts';
import { describeSource } from '../../ir/describe-source.ts';
import type { Source } from '../../ir/graph.ts';
import { kindsOfSchema } from '../../ir/json/kinds-of.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { nameKinds } from '../operands/test-of.ts';
import { didYouMean, isPlainObject, show } from '../options/option-check.ts';
import { choicesOf } from './case-values.ts';

/** The bodies of a `match` by key. */
export type Cases = Readonly<Record<string, unknown>>;

/**
 * Checks that the cases of a `match` are functions by key.
 *
 * @throws PipelineError `PIPELINE_INVALID_CASES`
 */
export function assertCaseBodies(cases: unknown): asserts cases is Cases {
  if (!isPlainObject(cases))
    throw invalidCases(
      `match(...) needs an object with a body for each value, not ${show(cases)}: match(mode, { fast: () => ..., exact: () => ... }).`,
    );
  const entries = Object.entries(cases).filter(([, body]) => body !== undefined);
  const wrong = entries.find(([, body]) => typeof body !== 'function');
  if (wrong !== undefined)
    throw invalidCases(
      `The case ${JSON.stringify(wrong[0])} of match(...) is ${show(wrong[1])}. Write a function: ${JSON.stringify(wrong[0])}: () => ...`,
    );
  if (entries.length === 0) throw invalidCases('match(...) has no cases. Add a body for each value.');
}

/**
 * Checks that the cases of a `match` are the values of its subject, as far as these are known.
 *
 * @throws PipelineError `PIPELINE_INVALID_CASES`
 */
export function assertCaseKeys(
  subject: Source,
  keys: readonly string[],
  { site, hasOtherwise }: { readonly site: CallSite; readonly hasOtherwise: boolean },
): void {
  const location = locate(site);
  const schema = schemaOf(subject);
  const name = describeSource(subject);
  const kinds = kindsOfSchema(schema);
  if (kinds !== undefined && !['string', 'number', 'boolean'].some((kind) => kinds.has(kind as 'string')))
    throw invalidCases(
      `match(...) takes strings, numbers and booleans, but ${lowerFirst(name)} is ${nameKinds(kinds)}. For a union of objects, name the field that tells them apart: match(order, 'kind', { ... }).`,
      location,
    );
  const choices = choicesOf(schema)?.map(String);
  if (choices === undefined) return;
  const extra = keys.find((key) => !choices.includes(key));
  if (extra !== undefined) {
    const guess = didYouMean(
      extra,
      choices.filter((choice) => !keys.includes(choice)),
    );
    throw invalidCases(
      `${name} is never ${JSON.stringify(extra)}. ${guess ?? `It is one of ${list(choices)}.`}`,
      location,
    );
  }
  const missing = choices.filter((choice) => !keys.includes(choice));
  if (missing.length === 0 || hasOtherwise) return;
  throw invalidCases(
    `match(...) has no case for ${list(missing)}. Add ${missing.length === 1 ? 'it' : 'them'}, or a body for all other values as the last argument.`,
    location,
  );
}

function list(choices: readonly string[]): string {
  return choices.map((choice) => JSON.stringify(choice)).join(', ');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function invalidCases(message: string, location?: ReturnType<typeof locate>): PipelineError {
  return new PipelineError('PIPELINE_INVALID_CASES', message, { location });
}
