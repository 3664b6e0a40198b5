import { describeSource } from '../../ir/describe-source.ts';
import type { BodyResult, Source } from '../../ir/graph.ts';
import { kindsOfSchema } from '../../ir/json/kinds-of.ts';
import { namedResults } from '../../ir/outputs/named-results.ts';
import { hasFile } from '../../ir/outputs/route-of.ts';
import { resultSchema } from '../../ir/outputs/schema-of.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { type GivenPlace, readGiven } from '../arguments/read-given.ts';
import { assertNotAsync } from '../bodies/body-result.ts';
import { findBranch } from '../handles/branch-handle.ts';
import { findSource } from '../handles/handle.ts';
import { nameKinds } from '../operands/test-of.ts';
import { isPlainObject } from '../options/option-check.ts';

/** The state of rounds: one value, or an object whose fields are passed on unchanged. */
export type RoundState = NonNullable<BodyResult>;

const PARAMETER_NAME = /^[-a-zA-Z0-9_]+$/;

/**
 * Reads a state: an output, a constant, or a list or object of both.
 *
 * @throws PipelineError `PIPELINE_INVALID_RESULT`, `PIPELINE_ASYNC_BODY`, `PIPELINE_LARGE_RESULT`, `PIPELINE_OUT_OF_SCOPE`
 */
export function readState(given: unknown, place: GivenPlace): RoundState {
  assertNotAsync(given);
  if (given === undefined || typeof given === 'function')
    throw new PipelineError(
      'PIPELINE_INVALID_RESULT',
      `${place.what} is ${given === undefined ? 'undefined' : 'a function'}. A state is an output, a constant, or an object of both, such as { error: 1 }.`,
    );
  const state = stateOf(given, place);
  for (const [, source] of namedResults(state)) assertText(source);
  return state;
}

function stateOf(given: unknown, place: GivenPlace): RoundState {
  if (findSource(given) === undefined && findBranch(given) === undefined && isPlainObject(given)) {
    const entries = Object.entries(given).filter(([, value]) => value !== undefined);
    if (entries.length > 0 && entries.every(([name]) => PARAMETER_NAME.test(name)))
      return {
        kind: 'named',
        sources: new Map(entries.map(([name, value]) => [name, readGiven(value, place)])),
      };
  }
  return { kind: 'one', source: readGiven(given, place) };
}

function assertText(source: Source): void {
  if (!hasFile(source)) return;
  throw new PipelineError(
    'PIPELINE_LARGE_RESULT',
    `${describeSource(source)} is passed as a file, but the state of repeatUntil is passed as text from round to round. Use a small value as the state.`,
  );
}

/**
 * Checks that a body returns a state like the one that it got, as far as the types are known.
 *
 * @throws PipelineError `PIPELINE_INVALID_RESULT`
 */
export function assertSameState(initial: RoundState, next: RoundState): void {
  const before = resultSchema(initial);
  const after = resultSchema(next);
  const wanted = kindsOfSchema(before);
  const given = kindsOfSchema(after);
  if (wanted !== undefined && given !== undefined && !wanted.has('null') && given.size > 0) {
    if (![...given].some((kind) => wanted.has(kind)))
      throw wrongState(`is ${nameKinds(given)}, but it began as ${nameKinds(wanted)}`);
  }
  if (initial.kind !== 'named' || next.kind !== 'named') return;
  const missing = [...initial.sources.keys()].find((name) => !next.sources.has(name));
  if (missing !== undefined) throw wrongState(`has no field "${missing}"`);
  const extra = [...next.sources.keys()].find((name) => !initial.sources.has(name));
  if (extra !== undefined) throw wrongState(`has the field "${extra}", which it did not begin with`);
}

function wrongState(what: string): PipelineError {
  return new PipelineError(
    'PIPELINE_INVALID_RESULT',
    `The state that the body of repeatUntil returns ${what}. Return a state of the type that the rounds begin with.`,
  );
}
