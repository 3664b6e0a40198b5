import type { Arguments, Parameter } from './argument-fields.ts';
import { type FindValue, UNKNOWN_VALUE } from './fill-tags.ts';
import type { Template } from './template-fields.ts';
import type { WorkflowSpec } from './workflow-fields.ts';

const ALWAYS_THERE =
  /^workflow\.(?:name|namespace|uid|mainEntrypoint|serviceAccountName|status|labels(?:\..+)?|annotations(?:\..+)?)$/;

/** Returns the values of the workflow variables that are known before the run: those of parameters, and the priority. */
export function globalValues(spec: WorkflowSpec | undefined): FindValue {
  const values = new Map<string, ReturnType<FindValue>>();
  const parameters = spec?.arguments?.parameters ?? [];
  if (parameters.length > 0)
    values.set('workflow.parameters', UNKNOWN_VALUE).set('workflow.parameters.json', UNKNOWN_VALUE);
  for (const { name = '', value = UNKNOWN_VALUE } of parameters)
    values.set(`workflow.parameters.${name}`, value);
  if (spec?.priority !== undefined) values.set('workflow.priority', String(spec.priority));
  return (name) => values.get(name) ?? (ALWAYS_THERE.test(name) ? UNKNOWN_VALUE : undefined);
}

/**
 * Returns the values that a template sees. Those of its inputs are known only if it gets the arguments of the workflow: Argo checks
 * every other template with placeholders for its inputs.
 */
export function templateValues(
  template: Template,
  around: FindValue,
  given: Arguments | undefined,
): FindValue {
  const inputs = new Map<string, ReturnType<FindValue>>();
  const { parameters = [], artifacts = [] } = template.inputs ?? {};
  if (parameters.length > 0) inputs.set('inputs.parameters', UNKNOWN_VALUE);
  for (const input of parameters)
    inputs.set(`inputs.parameters.${input.name ?? ''}`, given ? inputValue(input, given) : UNKNOWN_VALUE);
  for (const { name = '' } of artifacts) inputs.set(`inputs.artifacts.${name}.path`, UNKNOWN_VALUE);
  return (name) => around(name) ?? inputs.get(name);
}

function inputValue(input: Parameter, given: Arguments): ReturnType<FindValue> {
  const argument = given.parameters?.find(({ name }) => name === input.name);
  return argument?.value ?? input.value ?? input.default ?? UNKNOWN_VALUE;
}
