import type { JsonSchema } from '@tiphys/signature/model';
import { captureSite } from '../ir/call-site.ts';
import type { LoopNode, Scope, Source } from '../ir/graph.ts';
import { elementSchema } from '../ir/json/json-schema.ts';
import { kindsOfSchema } from '../ir/json/kinds-of.ts';
import { isFileList } from '../ir/outputs/route-of.ts';
import { schemaOf } from '../ir/outputs/schema-of.ts';
import type { NoOutput, Output, OutputHandle } from '../ir/surface/output.ts';
import { encodeValue } from '../ir/wire/encode-value.ts';
import { PipelineError } from '../pipeline-error.ts';
import { combineParts, holdsOutputs } from './arguments/literal-parts.ts';
import { type BodyReturn, type ResultOf, readResult } from './bodies/body-result.ts';
import { collectFiles } from './bodies/collect-files.ts';
import { readsIndex } from './bodies/reads-index.ts';
import { addHandlers } from './handlers/trace-handlers.ts';
import { createHandle, findSource } from './handles/handle.ts';
import { assertUsable } from './operands/assert-visible.ts';
import { readEndings } from './operands/read-endings.ts';
import type { LoopOptions } from './options/loop-options.ts';
import { assertLoopOptions } from './settings/call-options.ts';
import { claimTaskName, nameAfter } from './tracing/names.ts';
import { addTask, createScope, currentScope, runInScope } from './tracing/trace-state.ts';
import { withCallerLocation } from './tracing/with-caller-location.ts';

/** The output of a loop: the list of the results of its body, or no output if the body returns nothing. */
export type LoopOutput<TResult> = [TResult] extends [undefined] ? NoOutput : Output<TResult[]>;

/**
 * Runs a body for each item of a list, in parallel, and returns the list of the results.
 *
 * The list is an output or an array. Results are in the order of the items.
 *
 * @throws PipelineError `PIPELINE_OUTSIDE_BODY`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_EMPTY_BODY`, `PIPELINE_LARGE_RESULT`, `PIPELINE_NO_RESULT`
 * @example
 * ```ts
 * import { draw, square, total } from './components.generated.ts';
 *
 * export default pipeline('squares', { count: 5 }, ({ count }) => {
 *   const squares = forEach(draw({ count }), (x) => square({ x }), { parallelism: 4 });
 *   return { sum: total({ values: squares }) };
 * });
 * ```
 */
export function forEach<T, TReturn extends BodyReturn>(
  list: OutputHandle<readonly T[]> | readonly (T | OutputHandle<T>)[],
  body: (item: Output<T>, index: Output<number>) => TReturn,
  options: LoopOptions<ResultOf<TReturn>> = {},
): LoopOutput<ResultOf<TReturn>> {
  return withCallerLocation(forEach, () => {
    const scope = currentScope('forEach');
    if (typeof body !== 'function') {
      throw new PipelineError(
        'PIPELINE_NOT_A_FUNCTION',
        'forEach needs a list and a function: forEach(list, (item) => square({ x: item })).',
      );
    }
    const loop = createLoop(scope, list, { options, usesIndex: body.length > 1 });
    const home = createScope('loop', scope);
    const item = createHandle<T>({ kind: 'item', scope: home, loop, schema: itemSchema(loop) });
    const index = createHandle<number>({
      kind: 'index',
      scope: home,
      loop,
      schema: { type: 'integer', minimum: 0 },
    });
    const result = runInScope(home, () => readResult(body(item, index), home));
    assertTasks(home);
    // The length of a function does not count parameters with defaults, rest parameters and `arguments`.
    loop.usesIndex ||= readsIndex(loop, home, result);
    loop.collected = collectFiles(loop, result, home);
    loop.usesIndex ||= loop.collected;
    loop.bodies = [{ name: 'body', scope: home, condition: undefined, result }];
    loop.name = claimTaskName(scope, options.name, nameAfter('each', home));
    addHandlers(loop, { onExit: options.onExit });
    // Only the types know whether there are results.
    return createHandle(addTask(loop)) as LoopOutput<ResultOf<TReturn>>;
  });
}

function itemSchema({ list }: LoopNode): JsonSchema {
  return elementSchema(schemaOf(list));
}

function assertTasks({ tasks }: Scope): void {
  if (tasks.length > 0) return;
  throw new PipelineError(
    'PIPELINE_EMPTY_BODY',
    'The body of the loop has no tasks. Call a component in it.',
  );
}

interface LoopPlace {
  readonly options: Omit<LoopOptions, 'onExit'>;
  readonly usesIndex: boolean;
}

function createLoop(scope: Scope, given: unknown, { options, usesIndex }: LoopPlace): LoopNode {
  assertLoopOptions(options);
  const { parallelism, after } = options;
  const list = readList(given, scope);
  return {
    kind: 'loop',
    scope,
    name: '',
    list,
    reads: [list],
    bodies: [],
    parallelism,
    site: captureSite(forEach),
    usesIndex,
    collected: false,
    order: 0,
    after: readEndings(after, scope),
  };
}

function readList(list: unknown, scope: Scope): Source {
  const source = findSource(list);
  if (source !== undefined) {
    assertUsable(source, scope);
    if (isFileList(source)) throw filesAsItems();
    assertList(source);
    return source;
  }
  if (holdsOutputs(list)) {
    return combineParts(list, { schema: { type: 'array' }, site: captureSite(forEach), scope });
  }
  if (Array.isArray(list)) return { kind: 'literal', scope: undefined, text: encodeValue(list) };
  throw new PipelineError('PIPELINE_NOT_A_LIST', 'forEach needs an array, or an output that is a list.');
}

/** Refuses outputs of which the type is known, and is no list. */
function assertList(source: Source): void {
  const kinds = kindsOfSchema(schemaOf(source));
  if (kinds === undefined || kinds.has('array')) return;
  const found = [...kinds].map((kind) =>
    kind === 'null' ? 'null' : `${kind === 'object' ? 'an' : 'a'} ${kind}`,
  );
  throw new PipelineError(
    'PIPELINE_NOT_A_LIST',
    `forEach needs a list, but this output is ${found.join(' or ')}. Pass an array, or an output that is a list.`,
  );
}

function filesAsItems(): PipelineError {
  return new PipelineError(
    'PIPELINE_FILE_AS_VALUE',
    'A loop cannot iterate over files. Use each file in the body of the loop that makes it, or pass the list to a function that takes InputFile[].',
  );
}
