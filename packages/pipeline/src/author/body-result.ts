import { givesNothing } from '../ir/gives-nothing.ts';
import type { BodyResult, Scope, Source } from '../ir/graph.ts';
import { namedResults } from '../ir/named-results.ts';
import { fileAmong, travelsAsFile } from '../ir/route-of.ts';
import type { NoOutput, OutputHandle } from '../ir/surface/output.ts';
import { PipelineError } from '../pipeline-error.ts';
import { findBranch } from './branch-handle.ts';
import { findSource } from './handles/handle.ts';
import { assertUsable } from './operands/assert-visible.ts';

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
 * @throws PipelineError `PIPELINE_ASYNC_BODY`, `PIPELINE_INVALID_RESULT`, `PIPELINE_INVALID_NAME`, `PIPELINE_OUT_OF_SCOPE`, `PIPELINE_NO_RESULT`
 */
export function readResult(returned: unknown, scope: Scope): BodyResult {
  assertNotAsync(returned);
  if (returned === undefined || findBranch(returned) !== undefined) return undefined;
  const source = findSource(returned);
  // A call of a function that returns nothing, as in `(text) => notify({ text })`.
  if (source !== undefined && givesNothing(source)) return undefined;
  if (source !== undefined) return { kind: 'one', source: readUsable(source, scope) };
  if (typeof returned !== 'object' || returned === null || Array.isArray(returned)) throw invalidResult();
  const result = new Map<string, Source>();
  for (const [name, value] of Object.entries(returned)) {
    const named = findSource(value);
    if (named === undefined) throw invalidResult(name);
    if (!PARAMETER_NAME.test(name)) {
      throw new PipelineError(
        'PIPELINE_INVALID_NAME',
        `The result "${name}" has an invalid name. Use letters, digits, "-" and "_" only.`,
      );
    }
    result.set(name, readUsable(named, scope));
  }
  return { kind: 'named', sources: result };
}

/**
 * Checks that a body is not async.
 *
 * @throws PipelineError `PIPELINE_ASYNC_BODY`
 */
export function assertNotAsync(returned: unknown): void {
  if (findSource(returned) !== undefined || !(returned instanceof Promise)) return;
  // A later rejection would end the process.
  returned.catch(() => {});
  throw new PipelineError(
    'PIPELINE_ASYNC_BODY',
    'The body is async, but it only describes the tasks. Remove async and await from it.',
  );
}

function readUsable(source: Source, scope: Scope): Source {
  assertUsable(source, scope);
  return source;
}

function invalidResult(name?: string): PipelineError {
  const message =
    name === undefined
      ? 'The body returned a constant. Return an output, or an object of outputs such as { sum, mean }.'
      : `The result "${name}" is a constant. Return only outputs of tasks.`;
  return new PipelineError('PIPELINE_INVALID_RESULT', message);
}

/**
 * Checks that no result of a loop is a file, because Argo cannot pass files out of loops.
 *
 * @throws PipelineError `PIPELINE_LARGE_RESULT`
 */
export function assertSmall(result: BodyResult): void {
  for (const [, source] of namedResults(result)) {
    const file = fileAmong(source);
    if (!travelsAsFile(source) && file === undefined) continue;
    throw new PipelineError(
      'PIPELINE_LARGE_RESULT',
      `The body of the loop returns the output ${file === undefined ? '' : `"${file}" `}${nameOf(source)}, which is passed as a file, but Argo does not collect the files of a loop. Return a small value, or use the file inside the loop.`,
    );
  }
}

function nameOf(source: Source): string {
  if (source.kind === 'field') return `"${source.name}" ${nameOf(source.of)}`;
  return 'name' in source ? `of "${source.name}"` : '';
}
