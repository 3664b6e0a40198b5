import { type CallSite, locate } from '../../ir/call-site.ts';
import { describeSource } from '../../ir/describe-source.ts';
import type { Source } from '../../ir/graph.ts';
import { type JsonKind, kindOfValue, kindsOfSchema } from '../../ir/json/kinds-of.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { nameKinds } from '../operands/test-of.ts';
import { didYouMean, isPlainObject, show } from '../options/option-check.ts';
import { choicesOf, membersOf } from './case-values.ts';

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
  if (choices === undefined) {
    assertPossible(keys, kinds, { name, location });
    return;
  }
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

/** Checks that the keys are texts of values that the subject can have, if it is never a string. */
function assertPossible(
  keys: readonly string[],
  kinds: ReadonlySet<JsonKind> | undefined,
  { name, location }: { readonly name: string; readonly location: ReturnType<typeof locate> },
): void {
  if (kinds === undefined || kinds.has('string')) return;
  const extra = keys.find((key) => !isTextOf(key, kinds));
  if (extra === undefined) return;
  const number = Number(extra);
  const isNumber = kinds.has('number') && extra.trim() !== '' && Number.isFinite(number);
  throw invalidCases(
    `${name} is never ${JSON.stringify(extra)}. It is ${nameKinds(kinds)}${isNumber ? `, so write ${JSON.stringify(String(number))}` : ''}.`,
    location,
  );
}

function isTextOf(key: string, kinds: ReadonlySet<JsonKind>): boolean {
  const value = key === 'null' ? null : key === 'true' || key === 'false' ? key === 'true' : Number(key);
  return (
    String(value) === key &&
    (typeof value !== 'number' || Number.isFinite(value)) &&
    kinds.has(kindOfValue(value))
  );
}

/**
 * Checks that a union of objects has the field that tells its members apart, as far as its fields are known.
 *
 * @throws PipelineError `PIPELINE_INVALID_CASES`
 */
export function assertTag(of: Source, tag: string): void {
  const members = membersOf(schemaOf(of));
  const known = members.map(({ properties, additionalProperties }) =>
    typeof properties === 'object' && properties !== null && additionalProperties === false
      ? Object.keys(properties)
      : undefined,
  );
  if (known.some((fields) => fields === undefined || fields.includes(tag))) return;
  const fields = [...new Set(known.flatMap((one) => one ?? []))];
  throw invalidCases(
    `${describeSource(of)} has no field ${JSON.stringify(tag)}. ${didYouMean(tag, fields) ?? `Its fields are ${list(fields)}.`}`,
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
