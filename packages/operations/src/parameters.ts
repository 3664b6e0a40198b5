import { tryUnquoteGo } from '@tiphys/go';
import type { Workflow, WorkflowSpec } from '@tiphys/models';
import { changeFields } from './change-fields.ts';
import { OperationError } from './operation-error.ts';

/** A value for a parameter of a workflow. */
export interface ParameterValue {
  readonly name: string;
  readonly value: string;
}

/**
 * Returns the parameters of texts such as `count=5`. The value is everything after the first equals sign.
 *
 * @throws {OperationError} `OPERATIONS_PARAMETER`, with Argo's message
 * @example
 * ```ts
 * parseParameters(['query=a=b'])[0]?.value; // => a=b
 * ```
 */
export function parseParameters(texts: readonly string[]): readonly ParameterValue[] {
  return texts.map((text) => {
    const at = text.indexOf('=');
    if (at >= 0) return { name: text.slice(0, at), value: text.slice(at + 1) };
    throw new OperationError(
      'OPERATIONS_PARAMETER',
      `expected parameter of the form: NAME=VALUE. Received: ${text}`,
      { advice: `Write ${text}=VALUE` },
    );
  });
}

/**
 * Returns the output parameters of texts such as `answer=yes`. As in `argo node set`, a value in Go quotes is unquoted, and of
 * several values for one parameter the last counts.
 *
 * @throws {OperationError} `OPERATIONS_PARAMETER`, with Argo's message
 * @example
 * ```ts
 * parseOutputParameters(['answer="a\\tb"'])[0]?.value.length; // => 3
 * ```
 */
export function parseOutputParameters(texts: readonly string[]): readonly ParameterValue[] {
  const values = new Map(
    parseParameters(texts).map(({ name, value }) => [name, tryUnquoteGo(value) ?? value]),
  );
  return [...values].map(([name, value]) => ({ name, value }));
}

/**
 * Returns a workflow whose arguments have these values. As in Argo, they come first, replace the whole parameter, and also change the spec
 * that the status keeps of a WorkflowTemplate.
 */
export function overrideParameters(workflow: Workflow, parameters: readonly ParameterValue[]): Workflow {
  if (parameters.length === 0) return workflow;
  const given = new Set(parameters.map(({ name }) => name));
  const others = (workflow.spec.arguments?.parameters ?? []).filter(({ name }) => !given.has(name));
  const values = [...parameters.map(({ name, value }) => ({ name, value })), ...others];
  const override = (spec: WorkflowSpec): WorkflowSpec =>
    changeFields(spec, { arguments: { ...spec.arguments, parameters: values } });
  const stored = workflow.status?.storedWorkflowTemplateSpec;
  const changed = changeFields(workflow, { spec: override(workflow.spec) });
  if (workflow.status === undefined || stored === undefined) return changed;
  const status = changeFields(workflow.status, { storedWorkflowTemplateSpec: override(stored) });
  return changeFields(changed, { status });
}
