import type { CallSite } from '../../ir/call-site.ts';
import type { Formula, Scope } from '../../ir/graph.ts';
import type { OutputHandle } from '../../ir/surface/output.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { createFormula, identityFormula } from '../formulas/formula.ts';
import { sourceOf } from '../handles/handle.ts';
import { assertBoolean } from '../operands/assert-operands.ts';
import { assertUsable } from '../operands/assert-visible.ts';

/** The call of `when` or `elseWhen`. */
export interface ConditionPlace {
  readonly scope: Scope;
  readonly site: CallSite;
  readonly called: string;
}

/** The arguments of `when` or `elseWhen`: the condition as a formula, and what follows it. */
export interface ReadCondition {
  readonly condition: Formula;
  readonly body: unknown;
  readonly options: unknown;
}

/** Reads a condition: a boolean output, or a list and a function. */
export function readCondition(given: readonly unknown[], place: ConditionPlace): ReadCondition {
  const [first, second, third, fourth] = given;
  // The overloads say which arguments go together, but JavaScript callers are not checked.
  if (
    typeof second === 'function' &&
    second.length === 0 &&
    typeof third === 'function' &&
    !Array.isArray(first)
  )
    throw secondBody(place.called);
  if (Array.isArray(first) || typeof third === 'function' || isCondition(second)) {
    const condition = createFormula(first as readonly unknown[], second, place);
    return { condition, body: third, options: fourth };
  }
  assertUsable(sourceOf(first as OutputHandle<boolean>), place.scope);
  return { condition: conditionFormula(first, place), body: second, options: third };
}

/** The body of a branch has no parameters, so a function with parameters is a condition. */
function isCondition(given: unknown): boolean {
  return typeof given === 'function' && given.length > 0;
}

function secondBody(called: string): PipelineError {
  return new PipelineError(
    'PIPELINE_INVALID_OPTION',
    `${called}(...) takes one body. For the other case, write ${called}(flag, () => { ... }).otherwise(() => { ... }).`,
  );
}

/** Creates the formula of a condition that is an output. */
function conditionFormula(given: unknown, { site, called }: ConditionPlace): Formula {
  const condition = sourceOf(given as OutputHandle<boolean>);
  const formula = identityFormula(condition, site);
  // Computed outputs are checked when their formula is read.
  if (condition.kind === 'expression') return formula;
  const verify = (): void => assertBoolean(given, { called, site });
  verify();
  return { ...formula, verify };
}
