import { type ParameterFields, scalarText } from '../../manifest/fields.ts';

/** Sets a variable under a prefix for each parameter that has a value: `inputs.parameters.x`, `workflow.parameters.x`. */
export function setParameters(
  variables: Record<string, unknown>,
  prefix: string,
  parameters: readonly ParameterFields[],
): void {
  for (const { name, value } of parameters) {
    if (value !== undefined) variables[`${prefix}.${name}`] = scalarText(value);
  }
}
