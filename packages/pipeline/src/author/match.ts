import { type CallSite, captureSite } from '../ir/call-site.ts';
import type { Body, BranchNode, Scope, Source } from '../ir/graph.ts';
import { schemaOf } from '../ir/outputs/schema-of.ts';
import type { Output, OutputHandle, TaskOutput } from '../ir/surface/output.ts';
import { PipelineError } from '../pipeline-error.ts';
import type { BodyReturn, ResultOf } from './bodies/body-result.ts';
import { assertCaseBodies, assertCaseKeys, assertTag, type Cases } from './branches/assert-cases.ts';
import { caseFormula } from './branches/case-formula.ts';
import { caseName } from './branches/case-name.ts';
import type { CaseBody, CaseKey, CaseResults, SurplusCases } from './branches/case-types.ts';
import { memberSchema, tagSchema } from './branches/case-values.ts';
import { traceCase } from './branches/chain.ts';
import { joinResults } from './branches/join-results.ts';
import { fieldSource } from './handles/field-source.ts';
import { createHandle, sourceOf } from './handles/handle.ts';
import { assertUsable } from './operands/assert-visible.ts';
import { claimName } from './tracing/names.ts';
import { addTask, createScope, currentScope } from './tracing/trace-state.ts';
import { withCallerLocation } from './tracing/with-caller-location.ts';

/**
 * Runs the body for the value of an output, and returns its result.
 *
 * There must be a body for each value of the type: strings and numbers are keys themselves, booleans are `true` and `false`. If the value is
 * another one at run time, the run fails.
 *
 * @throws PipelineError `PIPELINE_INVALID_CASES`, `PIPELINE_BRANCH_RESULTS`, `PIPELINE_EMPTY_BODY`, `PIPELINE_LARGE_RESULT`, `PIPELINE_OUTSIDE_BODY`, `PIPELINE_OUT_OF_SCOPE`
 * @example
 * ```ts
 * import { square } from './components.generated.ts';
 *
 * export default pipeline('power', { mode: oneOf(['fast', 'exact']) }, ({ mode }) => {
 *   const result = match(mode, { fast: () => square({ x: 1 }), exact: () => square({ x: 2 }) });
 *   return { result };
 * });
 * ```
 */
export function match<
  T extends string | number | boolean,
  const TCases extends { readonly [K in CaseKey<T>]: CaseBody },
>(value: OutputHandle<T>, cases: TCases & SurplusCases<TCases, CaseKey<T>>): TaskOutput<CaseResults<TCases>>;
/**
 * Runs the body for the value of an output, or the last one for all other values, and returns its result.
 *
 * @throws PipelineError `PIPELINE_INVALID_CASES`, `PIPELINE_BRANCH_RESULTS`, `PIPELINE_EMPTY_BODY`, `PIPELINE_LARGE_RESULT`, `PIPELINE_OUTSIDE_BODY`, `PIPELINE_OUT_OF_SCOPE`
 */
export function match<
  T extends string | number | boolean,
  const TCases extends { readonly [K in CaseKey<T>]?: CaseBody },
  TReturn extends BodyReturn,
>(
  value: OutputHandle<T>,
  cases: TCases & SurplusCases<TCases, CaseKey<T>>,
  otherwise: () => TReturn,
): TaskOutput<CaseResults<TCases> | ResultOf<TReturn>>;
/**
 * Runs the body for the member of a union of objects, which a field tells apart, and returns its result. Each body gets the object as its member.
 *
 * @throws PipelineError `PIPELINE_INVALID_CASES`, `PIPELINE_BRANCH_RESULTS`, `PIPELINE_EMPTY_BODY`, `PIPELINE_LARGE_RESULT`, `PIPELINE_OUTSIDE_BODY`, `PIPELINE_OUT_OF_SCOPE`
 */
export function match<
  T extends object,
  TTag extends keyof T & string,
  const TCases extends {
    readonly [K in T[TTag] & string]: (it: Output<Extract<T, { readonly [P in TTag]: K }>>) => BodyReturn;
  },
>(
  value: OutputHandle<T>,
  tag: TTag,
  cases: TCases & SurplusCases<TCases, T[TTag] & string>,
): TaskOutput<CaseResults<TCases>>;
export function match(value: OutputHandle<unknown>, second: unknown, third?: unknown): unknown {
  return withCallerLocation(match, () => {
    const scope = currentScope('match');
    const site = captureSite(match);
    const source = sourceOf(value);
    assertUsable(source, scope);
    const isTagged = typeof second === 'string';
    const cases: unknown = isTagged ? third : second;
    assertCaseBodies(cases);
    if (isTagged) assertTag(source, second);
    const subject = isTagged ? tagOf(source, second) : source;
    const otherwise = isTagged ? undefined : third;
    if (otherwise !== undefined && typeof otherwise !== 'function')
      throw new PipelineError(
        'PIPELINE_NOT_A_FUNCTION',
        'match(...) takes a function as its last argument: the body for all other values.',
      );
    const argumentOf = (key: string, home: Scope): unknown =>
      isTagged ? createHandle(memberOf(source, { tag: second, key, scope: home })) : undefined;
    const bodies = traceCases({ subject, cases, otherwise, argumentOf }, scope, site);
    const branch: BranchNode = addTask({
      kind: 'branch',
      scope,
      name: claimName(scope, 'match'),
      named: false,
      subject,
      joined: joinResults(bodies, { called: 'match', endsInValue: false }),
      site,
      reads: [],
      bodies,
      order: 0,
      after: undefined,
    });
    return createHandle<never>(branch);
  });
}

interface Choice {
  readonly subject: Source;
  readonly cases: Cases;
  readonly otherwise: unknown;
  readonly argumentOf: (key: string, home: Scope) => unknown;
}

function traceCases(
  { subject, cases, otherwise, argumentOf }: Choice,
  scope: Scope,
  site: CallSite,
): readonly Body[] {
  const entries = Object.entries(cases).filter(([, body]) => body !== undefined);
  const keys = entries.map(([key]) => key);
  const verify = (): void => assertCaseKeys(subject, keys, { site, hasOtherwise: otherwise !== undefined });
  verify();
  const used = new Set<string>();
  const bodies = entries.map(([key, body], index) => {
    const condition = caseFormula(subject, key, { site, verify: index === 0 ? verify : undefined });
    const home = createScope('branch', scope);
    // The bodies have been checked to be functions.
    const run = body as (it: unknown) => unknown;
    const name = caseName(key, used);
    return traceCase({ name, condition, called: 'match', home }, () => run(argumentOf(key, home)), scope);
  });
  if (otherwise === undefined) return bodies;
  const name = caseName('otherwise', used);
  return [...bodies, traceCase({ name, condition: undefined, called: 'match' }, otherwise, scope)];
}

/** Returns the field that tells the members of a union apart. */
function tagOf(of: Source, name: string): Source {
  return fieldSource(of, name, tagSchema(schemaOf(of), name));
}

/** Returns the value as the member that a case runs for. */
function memberOf(
  of: Source,
  { tag, key, scope }: { readonly tag: string; readonly key: string; readonly scope: Scope },
): Source {
  // The type of a computed value is not known yet.
  if (of.kind === 'expression') return of;
  return { kind: 'narrowed', scope, of, schema: memberSchema(schemaOf(of), tag, key) };
}
