import { type CallSite, captureSite } from '../../ir/call-site.ts';
import type { Body, BodyResult, BranchNode, Formula, Scope } from '../../ir/graph.ts';
import type { Mutable } from '../../ir/surface/mutable.ts';
import type { Output, OutputHandle, TaskOutput } from '../../ir/surface/output.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { readGiven } from '../arguments/read-given.ts';
import { type BodyReturn, type ResultOf, readResult } from '../bodies/body-result.ts';
import type { Listed, ValuesOf } from '../formulas/formula.ts';
import type { Json } from '../formulas/using.ts';
import { withBranch } from '../handles/branch-handle.ts';
import { createHandle } from '../handles/handle.ts';
import { isPlainObject } from '../options/option-check.ts';
import { createScope, currentScope, runInScope } from '../tracing/trace-state.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { joinResults } from './join-results.ts';
import { readCondition } from './read-condition.ts';

/** Tasks that only run if a condition is true. */
export interface Chain<TResult> {
  readonly kind: 'branch';
  /**
   * Adds the tasks that run if the conditions so far are false and this one is true.
   *
   * @throws PipelineError `PIPELINE_SECOND_OTHERWISE`, `PIPELINE_OUT_OF_SCOPE`; at compile time `PIPELINE_UNSUPPORTED_SYNTAX`, `PIPELINE_CAPTURED_VARIABLE`
   */
  elseWhen<TReturn extends BodyReturn>(
    condition: OutputHandle<boolean>,
    body: () => TReturn,
  ): Chain<TResult | ResultOf<TReturn>>;
  elseWhen<const TInputs extends readonly unknown[], TReturn extends BodyReturn>(
    inputs: TInputs & Listed<TInputs>,
    condition: (...values: ValuesOf<TInputs>) => boolean,
    body: () => TReturn,
  ): Chain<TResult | ResultOf<TReturn>>;
  /**
   * Adds the tasks that run if no condition is true, and returns the result of the body that ran.
   *
   * @throws PipelineError `PIPELINE_BRANCH_RESULTS`, `PIPELINE_SECOND_OTHERWISE`, `PIPELINE_EMPTY_BODY`, `PIPELINE_LARGE_RESULT`
   */
  otherwise<TReturn extends BodyReturn>(body: () => TReturn): TaskOutput<TResult | ResultOf<TReturn>>;
  /**
   * Returns the result of the body that ran, or a value if no condition is true: an output or a constant.
   *
   * @throws PipelineError `PIPELINE_BRANCH_RESULTS`, `PIPELINE_SECOND_OTHERWISE`, `PIPELINE_LARGE_RESULT`, `PIPELINE_UNSUPPORTED_VALUE`
   */
  or<const TValue extends Json>(value: TValue | OutputHandle<TValue>): Output<TResult | Mutable<TValue>>;
}

/** Returns what `when` returns. */
export function createChain(branch: BranchNode): Chain<never> {
  const chain = { kind: 'branch' as const, elseWhen, otherwise, or };
  function elseWhen(...given: readonly unknown[]): Chain<never> {
    return withCallerLocation(elseWhen, () => {
      const { scope } = assertOpen(branch, 'elseWhen');
      const { condition, body } = readCondition(given, {
        scope,
        site: captureSite(elseWhen),
        called: 'elseWhen',
      });
      const name = branch.bodies.length === 1 ? 'else-when' : `else-when-${branch.bodies.length}`;
      branch.bodies = [...branch.bodies, traceCase({ name, condition, called: 'elseWhen' }, body, scope)];
      return handle;
    });
  }
  function otherwise(body: () => unknown): Output<never> {
    return withCallerLocation(otherwise, () => {
      const { scope } = assertOpen(branch, 'otherwise');
      return close(
        branch,
        traceCase({ name: 'otherwise', condition: undefined, called: 'otherwise' }, body, scope),
      );
    });
  }
  function or(value: unknown): Output<never> {
    return withCallerLocation(or, () => {
      assertOpen(branch, 'or');
      return close(branch, valueBody(branch, value, captureSite(or)), true);
    });
  }
  // Only the types know the results.
  const handle = withBranch(chain, branch) as Chain<never>;
  return handle;
}

/** A case of a branch before its body has been called. */
export interface NewCase {
  readonly name: string;
  readonly condition: Formula | undefined;
  /** Name of the function that takes the body. */
  readonly called: string;
  /** The scope of the body. @default a new one */
  readonly home?: Scope;
}

/**
 * Calls the body of a case.
 *
 * @throws PipelineError `PIPELINE_NOT_A_FUNCTION`, and what the body throws
 */
export function traceCase({ name, condition, called, home }: NewCase, body: unknown, parent: Scope): Body {
  if (typeof body !== 'function') {
    const example = called === 'otherwise' ? '() => { ... }' : 'flag, () => { ... }';
    throw new PipelineError(
      'PIPELINE_NOT_A_FUNCTION',
      `${called}(...) needs a function as its body: ${called}(${example}).`,
    );
  }
  const scope = home ?? createScope('branch', parent);
  const result = runInScope(scope, () => readResult(body(), scope));
  return { name, scope, condition, result };
}

function assertOpen(branch: BranchNode, called: string): BranchNode {
  if (currentScope(called) !== branch.scope) {
    throw new PipelineError(
      'PIPELINE_OUT_OF_SCOPE',
      `${called}(...) was called in a different body than its when(...). Write when(...).${called}(...).`,
    );
  }
  if (branch.bodies.at(-1)?.condition === undefined) {
    throw new PipelineError(
      'PIPELINE_SECOND_OTHERWISE',
      `This when(...) already has an otherwise(...) or an or(...), so ${called}(...) would never apply. Add all cases before it.`,
    );
  }
  return branch;
}

function close(branch: BranchNode, last: Body, endsInValue = false): Output<never> {
  const bodies = [...branch.bodies, last];
  branch.joined = joinResults(bodies, { called: 'when', endsInValue });
  branch.bodies = bodies;
  return createHandle<never>(branch);
}

/** Returns a body without tasks whose result is a value. An object with the names of the other results is read by name. */
export function valueBody(
  { bodies, scope: outer }: Pick<BranchNode, 'bodies' | 'scope'>,
  value: unknown,
  site: CallSite,
): Body {
  const scope = createScope('branch', outer);
  const place = { scope: outer, site, what: 'or(...)' };
  const first = bodies[0]?.result;
  const isSameObject =
    first?.kind === 'named' &&
    isPlainObject(value) &&
    Object.keys(value).length === first.sources.size &&
    Object.keys(value).every((name) => first.sources.has(name));
  const result: BodyResult = isSameObject
    ? {
        kind: 'named',
        sources: new Map(Object.entries(value).map(([name, part]) => [name, readGiven(part, place)])),
      }
    : { kind: 'one', source: readGiven(value, place) };
  return { name: 'or', scope, condition: undefined, result };
}
