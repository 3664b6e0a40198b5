import type { ArgumentFields, CallFields, ParameterFields } from '../../manifest/fields.ts';
import type { ReferenceScope } from '../../state/reference-scope.ts';
import type { RunState } from '../../state/run-state.ts';
import { isLoop } from '../loops/expand-call.ts';
import { resolveArtifact, UnknownOutput } from '../values/scope.ts';
import { substitute, UnresolvedReference, wholeTag } from '../values/substitution.ts';
import { allVariables } from '../values/variables.ts';
import { conditionHolds } from '../values/when.ts';
import { toError } from './finish.ts';

/** The rules by which the references of a step or task are resolved. */
export interface ReferenceRules {
  readonly scope: ReferenceScope;
  /**
   * Steps leave every optional artifact that fails to resolve as it is, so it counts as supplied; a dag leaves out those that do not exist.
   * See docs/semantics/inputs-and-outputs.md#absent-artifacts.
   */
  readonly caller: 'steps' | 'dag';
}

/**
 * Resolves the references of a step or task. If its `when` is already false, the rest stays as it is.
 * See docs/semantics/steps-and-dags.md#order-for-a-step and docs/semantics/steps-and-dags.md#order-for-a-task.
 *
 * @throws UnresolvedReference if a reference has no value yet
 * @throws Error with Argo's message
 */
export function resolveReferences<T extends CallFields>(run: RunState, call: T, rules: ReferenceRules): T {
  const { scope } = rules;
  const variables = allVariables(run, scope);
  const skipped = resolveFalseWhen(call, variables);
  if (skipped) return skipped;
  const { hooks, ...body } = markAbsentArguments(call, variables);
  // Hooks refer to outputs of their owner, so they are resolved when they start.
  const resolved = { ...substitute(body, variables, 'callReferences'), ...(hooks && { hooks }) } as T;
  if (!resolved.arguments?.artifacts?.length || !needsArtifacts(resolved)) return resolved;
  const artifacts = resolved.arguments.artifacts.flatMap((artifact) => {
    try {
      return [resolveArtifact(run, scope, artifact) ?? artifact];
    } catch (error) {
      const { message } = toError(error);
      if (artifact.optional && rules.caller === 'steps') return [artifact];
      if (artifact.optional && error instanceof UnknownOutput) return [];
      throw new Error(rules.caller === 'steps' ? `unable to resolve references: ${message}` : message);
    }
  });
  return { ...resolved, arguments: { ...resolved.arguments, artifacts } };
}

function resolveFalseWhen<T extends CallFields>(
  call: T,
  variables: ReadonlyMap<string, unknown>,
): T | undefined {
  if (!call.when) return undefined;
  let when: string;
  try {
    when = substitute({ when: call.when }, variables, 'callReferences').when;
  } catch (error) {
    if (error instanceof UnresolvedReference) throw error;
    return undefined;
  }
  try {
    return conditionHolds(when) ? undefined : { ...call, when };
  } catch (error) {
    // The item of the loop may still be missing.
    if (isLoop(call)) return undefined;
    throw error;
  }
}

/** Tells whether artifacts must be resolved. Those of a loop are, even if its `when` is not known yet. */
function needsArtifacts(call: CallFields): boolean {
  try {
    return conditionHolds(call.when);
  } catch (error) {
    if (isLoop(call)) return true;
    throw error;
  }
}

function markAbsentArguments<T extends CallFields>(call: T, variables: ReadonlyMap<string, unknown>): T {
  const parameters = call.arguments?.parameters;
  if (!parameters?.some((parameter) => isAbsent(parameter, variables))) return call;
  const marked = parameters.map((parameter) => {
    if (!isAbsent(parameter, variables)) return parameter;
    const { value: _, ...rest } = parameter;
    return { ...rest, absent: true as const };
  });
  const given: ArgumentFields = { ...call.arguments, parameters: marked };
  return { ...call, arguments: given };
}

function isAbsent(parameter: ParameterFields, variables: ReadonlyMap<string, unknown>): boolean {
  const tag = wholeTag(parameter.value);
  return tag !== undefined && variables.get(tag) === null;
}
