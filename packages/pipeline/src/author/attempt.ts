import { captureSite } from '../ir/call-site.ts';
import type { AttemptNode, Body } from '../ir/graph.ts';
import { namedResults } from '../ir/outputs/named-results.ts';
import { hasFile } from '../ir/outputs/route-of.ts';
import type { After } from '../ir/surface/after.ts';
import type { Mutable } from '../ir/surface/mutable.ts';
import type { Output, OutputHandle, TaskOutput } from '../ir/surface/output.ts';
import { PipelineError } from '../pipeline-error.ts';
import { type BodyReturn, type ResultOf, readResult } from './bodies/body-result.ts';
import { valueBody } from './branches/chain.ts';
import { joinResults } from './branches/join-results.ts';
import type { Json } from './formulas/using.ts';
import { createHandle } from './handles/handle.ts';
import { readEndings } from './operands/read-endings.ts';
import { assertBranchOptions } from './settings/call-options.ts';
import { claimTaskName, nameAfter } from './tracing/names.ts';
import { addTask, createScope, currentScope, runInScope } from './tracing/trace-state.ts';
import { withCallerLocation } from './tracing/with-caller-location.ts';

/** How a body ended, and with what: as `Promise.allSettled` tells it. */
export type Settled<T> =
  | { readonly status: 'Succeeded'; readonly value: T }
  | { readonly status: 'Failed' | 'Error'; readonly value: null };

/** What a body that runs after a failure gets. */
export interface Failure {
  readonly status: Output<'Failed' | 'Error'>;
}

/** Tasks whose failure is not the end of the run. One of the methods says what happens instead. */
export interface Attempt<T> {
  readonly kind: 'attempt';
  /**
   * Returns what the body returned, or what another one returns that runs after its failure, as `catch` of a promise does.
   *
   * @throws PipelineError `PIPELINE_UNFINISHED_ATTEMPT`, `PIPELINE_BRANCH_RESULTS`, `PIPELINE_LARGE_RESULT`
   */
  recover<TReturn extends BodyReturn>(body: (failure: Failure) => TReturn): TaskOutput<T | ResultOf<TReturn>>;
  /**
   * Returns what the body returned, or a value if it failed: an output or a constant.
   *
   * @throws PipelineError `PIPELINE_UNFINISHED_ATTEMPT`, `PIPELINE_BRANCH_RESULTS`, `PIPELINE_LARGE_RESULT`, `PIPELINE_UNSUPPORTED_VALUE`
   */
  or<const TValue extends Json>(value: TValue | OutputHandle<TValue>): Output<T | Mutable<TValue>>;
  /**
   * Returns how the body ended, and what it returned: `{ status, value }`. The value is null if it failed.
   *
   * @throws PipelineError `PIPELINE_UNFINISHED_ATTEMPT`, `PIPELINE_LARGE_RESULT`
   */
  settled(): Output<Settled<[T] extends [undefined] ? null : T>>;
}

/** Options of an attempt. */
export interface AttemptOptions {
  /** Name of the attempt. @default `attempt-` followed by the name of the task in its body, or `attempt` */
  readonly name?: string;
  /** Tasks that must succeed, or endings that must be true, before the attempt starts. */
  readonly after?: After;
}

/**
 * Runs tasks whose failure is not the end of the run. Call `recover`, `or` or `settled` on what it returns.
 *
 * @throws PipelineError `PIPELINE_OUTSIDE_BODY`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_EMPTY_BODY`
 * @example
 * ```ts
 * import { draw, total } from './components.generated.ts';
 *
 * export default pipeline('careful', { count: 5 }, ({ count }) => {
 *   const numbers = attempt(() => draw({ count })).or([1, 2, 3]);
 *   return { sum: total({ values: numbers }) };
 * });
 * ```
 */
export function attempt<TReturn extends BodyReturn>(
  body: () => TReturn,
  options: AttemptOptions = {},
): Attempt<ResultOf<TReturn>> {
  return withCallerLocation(attempt, () => {
    const scope = currentScope('attempt');
    assertBody(body, 'attempt');
    assertBranchOptions(options);
    const first = traceBody('try', body, createScope('attempt', scope));
    if (first.scope.tasks.length === 0)
      throw new PipelineError(
        'PIPELINE_EMPTY_BODY',
        'The body of the attempt has no tasks. Call a component in it.',
      );
    const node: AttemptNode = addTask({
      kind: 'attempt',
      scope,
      name: claimTaskName(scope, options.name, nameAfter('attempt', first.scope)),
      site: captureSite(attempt),
      reads: [],
      bodies: [first],
      mode: undefined,
      joined: undefined,
      order: 0,
      after: readEndings(options.after, scope),
    });
    // Only the types know the results.
    return createAttempt(node) as Attempt<ResultOf<TReturn>>;
  });
}

function createAttempt(node: AttemptNode): object {
  return Object.freeze({ kind: 'attempt', recover, or, settled });
  function recover(body: (failure: object) => unknown): unknown {
    return withCallerLocation(recover, () => {
      assertOpen(node, 'recover');
      assertBody(body, 'recover');
      const scope = createScope('attempt', node.scope);
      const status = createHandle({
        kind: 'given',
        scope,
        name: 'status',
        what: `The status of "${node.name}"`,
        schema: { type: 'string', enum: ['Failed', 'Error'] },
      });
      return join(
        node,
        traceBody('catch', () => body({ status }), scope),
      );
    });
  }
  function or(value: unknown): unknown {
    return withCallerLocation(or, () => {
      assertOpen(node, 'or');
      return join(node, valueBody(node, value, captureSite(or)), true);
    });
  }
  function settled(): unknown {
    return withCallerLocation(settled, () => {
      assertOpen(node, 'settled');
      assertNoFiles(node);
      node.mode = 'settled';
      return createHandle(node);
    });
  }
}

function traceBody(name: string, body: () => unknown, scope: Body['scope']): Body {
  const result = runInScope(scope, () => readResult(body(), scope));
  return { name, scope, condition: undefined, result };
}

function join(node: AttemptNode, other: Body, endsInValue = false): unknown {
  const bodies = [node.bodies[0], other] as const;
  node.joined = joinResults(bodies, { called: 'attempt', endsInValue });
  node.bodies = bodies;
  node.mode = 'joined';
  return createHandle(node);
}

function assertBody(body: unknown, called: string): void {
  if (typeof body === 'function') return;
  throw new PipelineError(
    'PIPELINE_NOT_A_FUNCTION',
    `${called}(...) needs a function as its body: ${called}(() => square({ x: 1 })).`,
  );
}

function assertOpen(node: AttemptNode, called: string): void {
  if (currentScope(called) !== node.scope) {
    throw new PipelineError(
      'PIPELINE_OUT_OF_SCOPE',
      `${called}(...) was called in a different body than its attempt(...). Write attempt(...).${called}(...).`,
    );
  }
  if (node.mode === undefined) return;
  throw new PipelineError(
    'PIPELINE_UNFINISHED_ATTEMPT',
    `The attempt "${node.name}" already says what happens after a failure, so ${called}(...) would never apply. Use what the first call returned.`,
  );
}

function assertNoFiles({ name, bodies: [{ result }] }: AttemptNode): void {
  for (const [, source] of namedResults(result)) {
    if (!hasFile(source)) continue;
    throw new PipelineError(
      'PIPELINE_LARGE_RESULT',
      `The body of the attempt "${name}" returns a file, which cannot be a part of the value that settled() returns. Write recover(...) with another file, or return a small value.`,
    );
  }
}
