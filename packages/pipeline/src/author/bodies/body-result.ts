import type { JsonSchema } from '@tiphys/signature/model';
import { type BodyResult, isTask, type Scope, type Source } from '../../ir/graph.ts';
import { givesNothing } from '../../ir/outputs/gives-nothing.ts';
import { outputsOf } from '../../ir/outputs/outputs.ts';
import { fileAmong, isFileList } from '../../ir/outputs/route-of.ts';
import type { NoOutput, OutputHandle } from '../../ir/surface/output.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { holdsOutputs } from '../arguments/literal-parts.ts';
import { findBranch } from '../handles/branch-handle.ts';
import { fieldSource } from '../handles/field-source.ts';
import { findSource } from '../handles/handle.ts';
import { assertUsable } from '../operands/assert-visible.ts';
import { show } from '../options/option-check.ts';

/** What a body may return: nothing, an output, or an object of outputs. */
export type BodyReturn =
  // biome-ignore lint/suspicious/noConfusingVoidType: the result of a function that returns nothing
  void | NoOutput | OutputHandle<unknown> | { readonly [name: string]: OutputHandle<unknown> } | undefined;

/** The type of the result of a body. */
export type ResultOf<TReturn> =
  TReturn extends OutputHandle<infer T>
    ? T
    : // biome-ignore lint/suspicious/noConfusingVoidType: the result of a function that returns nothing
      TReturn extends undefined | void | NoOutput
      ? undefined
      : { readonly [K in keyof TReturn]: TReturn[K] extends OutputHandle<infer T> ? T : never };

const PARAMETER_NAME = /^[-a-zA-Z0-9_]+$/;

/**
 * Returns the sources that a body returned.
 *
 * @throws PipelineError `PIPELINE_ASYNC_BODY`, `PIPELINE_INVALID_RESULT`, `PIPELINE_INVALID_NAME`, `PIPELINE_OUT_OF_SCOPE`, `PIPELINE_NO_RESULT`, `PIPELINE_LARGE_RESULT`
 */
export function readResult(returned: unknown, scope: Scope): BodyResult {
  assertNotAsync(returned);
  if (returned === undefined || findBranch(returned) !== undefined) return undefined;
  const source = findSource(returned);
  // A call of a function that returns nothing, as in `(text) => notify({ text })`.
  if (source !== undefined && givesNothing(source)) return undefined;
  if (source !== undefined) return readOne(readUsable(source, scope));
  if (typeof returned !== 'object' || returned === null || Array.isArray(returned))
    throw invalidResult(returned);
  const result = new Map<string, Source>();
  for (const [name, value] of Object.entries(returned)) {
    const named = findSource(value);
    if (named === undefined) throw invalidResult(value, name);
    assertResultName(name);
    result.set(name, readUsable(named, scope));
  }
  return { kind: 'named', sources: result };
}

/** Returns a single result. Of a task with files among several outputs, each one is a result. */
function readOne(source: Source): BodyResult {
  const outputs = isTask(source) ? outputsOf(source) : undefined;
  if (outputs?.kind !== 'named' || fileAmong(source) === undefined) return { kind: 'one', source };
  for (const name of outputs.values.keys()) assertResultName(name);
  return { kind: 'named', sources: namedFields(source, outputs.values) };
}

/** Returns the named outputs of a task as results by name. */
export function namedFields(
  of: Source,
  values: ReadonlyMap<string, { readonly schema: JsonSchema }>,
): ReadonlyMap<string, Source> {
  return new Map([...values].map(([name, { schema }]) => [name, fieldSource(of, name, schema)]));
}

/**
 * Checks that a body is not async.
 *
 * @throws PipelineError `PIPELINE_ASYNC_BODY`, or `PIPELINE_INVALID_RESULT` for a generator
 */
export function assertNotAsync(returned: unknown): void {
  if (findSource(returned) !== undefined) return;
  if (/^\[object (?:Async)?Generator\]$/.test(Object.prototype.toString.call(returned)))
    throw new PipelineError(
      'PIPELINE_INVALID_RESULT',
      'The body is a generator function, whose code has not run. Write an ordinary function, without * and yield.',
    );
  if (!(returned instanceof Promise)) return;
  // A later rejection would end the process.
  returned.catch(() => {});
  throw new PipelineError(
    'PIPELINE_ASYNC_BODY',
    'The body is async, but it only describes the tasks. Remove async and await from it.',
  );
}

function assertResultName(name: string): void {
  if (PARAMETER_NAME.test(name)) return;
  throw new PipelineError(
    'PIPELINE_INVALID_NAME',
    `The result "${name}" has an invalid name. Use letters, digits, "-" and "_" only.`,
  );
}

function readUsable(source: Source, scope: Scope): Source {
  assertUsable(source, scope);
  if (source.kind === 'file')
    throw new PipelineError(
      'PIPELINE_INVALID_RESULT',
      'The body returned a file from elsewhere, which no task makes. Pass it to a component, and return what the component makes of it.',
    );
  if (scope.kind === 'pipeline' && isFileList(source))
    throw new PipelineError(
      'PIPELINE_LARGE_RESULT',
      'The pipeline returns a list of files, but a workflow can only return single files. Combine them in a function that takes InputFile[], and return its file.',
    );
  return source;
}

function invalidResult(value: unknown, name?: string): PipelineError {
  const what = holdsOutputs(value) || value === undefined ? show(value) : 'a constant';
  const message =
    name === undefined
      ? `The body returned ${what}. Return an output, or an object of outputs such as { sum, mean }.`
      : `The result "${name}" is ${what}. Return only outputs of tasks${holdsOutputs(value) ? ', each under a name of its own' : ''}.`;
  return new PipelineError('PIPELINE_INVALID_RESULT', message);
}
