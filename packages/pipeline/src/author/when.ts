import { type CallSite, captureSite } from '../ir/call-site.ts';
import type { Body, BodyResult, BranchNode, Formula, Scope } from '../ir/graph.ts';
import type { Output, OutputHandle, TaskOutput } from '../ir/surface/output.ts';
import { PipelineError } from '../pipeline-error.ts';
import { assertSmall, type BodyReturn, type ResultOf, readResult } from './body-result.ts';
import { withBranch } from './branch-handle.ts';
import { createFormula, identityFormula, type Listed, type ValuesOf } from './formula.ts';
import { createHandle, sourceOf } from './handles/handle.ts';
import { assertBoolean } from './operands/assert-operands.ts';
import { assertUsable } from './operands/assert-visible.ts';
import { readEndings } from './operands/read-endings.ts';
import type { BranchOptions } from './options/branch-options.ts';
import { assertBranchOptions } from './settings/call-options.ts';
import { claimGivenName, claimName } from './tracing/names.ts';
import { addTask, createScope, currentScope, runInScope } from './tracing/trace-state.ts';
import { withCallerLocation } from './tracing/with-caller-location.ts';

/** Tasks that only run if a condition is true. */
export interface Branch<TResult> {
  readonly kind: 'branch';
  /**
   * Adds the tasks that run if the condition is false, and returns the result of the body that ran.
   *
   * @throws PipelineError `PIPELINE_BRANCH_RESULTS`, `PIPELINE_SECOND_OTHERWISE`, `PIPELINE_EMPTY_BODY`, `PIPELINE_LARGE_RESULT`
   */
  otherwise<TReturn extends BodyReturn>(body: () => TReturn): TaskOutput<TResult | ResultOf<TReturn>>;
}

/**
 * Runs a body only if a boolean output is true: `when(gt(sum, 100), () => notify({ text: 'big' }))`.
 *
 * @example
 * ```ts
 * import { draw, notify, total } from './components.generated.ts';
 *
 * export default pipeline('judge', { count: 5 }, ({ count }) => {
 *   const sum = total({ values: draw({ count }) });
 *   when(gt(sum, 100), () => notify({ text: 'That is a lot.' }));
 * });
 * ```
 */
export function when<TReturn extends BodyReturn>(
  condition: OutputHandle<boolean>,
  body: () => TReturn,
  options?: BranchOptions,
): Branch<ResultOf<TReturn>>;
/**
 * Runs a body only if a condition on outputs is true: `when([sum], (s) => s > 100, () => notify({ text: 'big' }))`.
 *
 * The condition is never called. Its source is translated into an Argo expression. It can use what a function in `expr` can use.
 *
 * @throws PipelineError `PIPELINE_OUTSIDE_BODY`, `PIPELINE_OUT_OF_SCOPE`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`; at compile time `PIPELINE_UNSUPPORTED_SYNTAX`, `PIPELINE_CAPTURED_VARIABLE`
 * @see https://argo-workflows.readthedocs.io/en/latest/walk-through/conditionals/
 * @example
 * ```ts
 * import { draw, square, total } from './components.generated.ts';
 *
 * export default pipeline('limit', { count: 5 }, ({ count }) => {
 *   const sum = total({ values: draw({ count }) });
 *   const result = when(
 *     [sum, count],
 *     (s, n) => s / n > 6,
 *     () => total({ values: [1, 2, 3] }),
 *   ).otherwise(() => square({ x: sum }));
 *   return { result };
 * });
 * ```
 */
export function when<const TInputs extends readonly unknown[], TReturn extends BodyReturn>(
  inputs: TInputs & Listed<TInputs>,
  condition: (...values: ValuesOf<TInputs>) => boolean,
  body: () => TReturn,
  options?: BranchOptions,
): Branch<ResultOf<TReturn>>;
export function when(first: unknown, second: unknown, third?: unknown, fourth?: unknown): Branch<unknown> {
  return withCallerLocation(when, () => {
    const scope = currentScope('when');
    const site = captureSite(when);
    // The overloads say which arguments go together, but JavaScript callers are not checked.
    if (
      typeof second === 'function' &&
      second.length === 0 &&
      typeof third === 'function' &&
      !Array.isArray(first)
    )
      throw secondBody();
    if (Array.isArray(first) || typeof third === 'function' || isCondition(second)) {
      const formula = createFormula(first as unknown[], second, { scope, site, called: 'when' });
      return addBranch(scope, formula, third as () => unknown, (fourth ?? {}) as BranchOptions);
    }
    assertUsable(sourceOf(first as OutputHandle<boolean>), scope);
    return addBranch(
      scope,
      conditionFormula(first, site),
      second as () => unknown,
      (third ?? {}) as BranchOptions,
    );
  });
}

/** The body of a branch has no parameters, so a function with parameters is a condition. */
function isCondition(given: unknown): boolean {
  return typeof given === 'function' && given.length > 0;
}

function secondBody(): PipelineError {
  return new PipelineError(
    'PIPELINE_INVALID_OPTION',
    'when(...) takes one body. For the other case, write when(flag, () => { ... }).otherwise(() => { ... }).',
  );
}

/** Creates the formula of a condition that is an output. */
function conditionFormula(given: unknown, site: CallSite): Formula {
  const condition = sourceOf(given as OutputHandle<boolean>);
  const formula = identityFormula(condition, site);
  // Computed outputs are checked when their formula is read.
  if (condition.kind === 'expression') return formula;
  const verify = (): void => assertBoolean(given, { called: 'when', site });
  verify();
  return { ...formula, verify };
}

function addBranch(
  scope: Scope,
  condition: Formula,
  body: () => unknown,
  options: BranchOptions,
): Branch<unknown> {
  if (typeof body !== 'function') {
    throw new PipelineError(
      'PIPELINE_NOT_A_FUNCTION',
      'when(...) needs a function as its body: when(flag, () => { ... }).',
    );
  }
  assertBranchOptions(options);
  const after = readEndings(options.after, scope);
  const bodies = [traceBody({ name: 'then', condition }, body, scope)];
  const branch: BranchNode = addTask({
    kind: 'branch',
    scope,
    name: options.name === undefined ? claimName(scope, 'when') : claimGivenName(scope, options.name),
    named: options.name !== undefined,
    site: condition.site,
    reads: [],
    bodies,
    order: 0,
    after,
  });
  const handle = { kind: 'branch' as const, otherwise };
  function otherwise(otherBody: () => unknown): Output<never> {
    return withCallerLocation(otherwise, () => addOtherwise(branch, otherBody));
  }
  return withBranch(handle, branch);
}

/** Calls the body of a case. */
function traceBody(
  { name, condition }: Pick<Body, 'name' | 'condition'>,
  body: () => unknown,
  parent: Scope,
): Body {
  const scope = createScope('branch', parent);
  return { name, scope, condition, result: runInScope(scope, () => readResult(body(), scope)) };
}

function addOtherwise(branch: BranchNode, body: () => unknown): Output<never> {
  if (currentScope('otherwise') !== branch.scope) {
    throw new PipelineError(
      'PIPELINE_OUT_OF_SCOPE',
      'otherwise(...) was called in a different body than its when(...). Write when(...).otherwise(...).',
    );
  }
  const [first] = branch.bodies;
  if (first === undefined || branch.bodies.at(-1)?.condition === undefined) {
    throw new PipelineError(
      'PIPELINE_SECOND_OTHERWISE',
      'This when(...) already has an otherwise. Nest another when inside it.',
    );
  }
  const other = traceBody({ name: 'otherwise', condition: undefined }, body, branch.scope);
  branch.bodies = [...branch.bodies, other];
  assertSameResults(first.result, other.result);
  for (const { result } of branch.bodies) assertSmall(result, 'branch');
  if (branch.bodies.every(({ scope }) => scope.tasks.length === 0)) {
    throw new PipelineError(
      'PIPELINE_EMPTY_BODY',
      'Neither body has tasks. To choose between values, use expr([...], (a, b) => a > 1 ? a : b).',
    );
  }
  return createHandle<never>(branch);
}

function assertSameResults(yes: BodyResult, no: BodyResult): void {
  if (shape(yes) === shape(no)) return;
  throw new PipelineError(
    'PIPELINE_BRANCH_RESULTS',
    `The two bodies return different results: ${shape(yes)} and ${shape(no)}. Return the same from both.`,
  );
}

function shape(result: BodyResult): string {
  switch (result?.kind) {
    case undefined:
      return 'nothing';
    case 'one':
      return 'one output';
    case 'named':
      return `an object of ${[...result.sources.keys()].sort().join(', ')}`;
  }
}
