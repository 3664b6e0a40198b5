import type { Parameter } from '@tiphys/models';
import { jsonPath } from '../json-path/json-path.ts';
import { jqFilter } from './jq-filter.ts';

/**
 * Returns the output parameters of a resource template, read from its object with `jsonPath` or `jqFilter`. `default` is not used, as in Argo.
 *
 * @throws Error with the message of kubectl or jq
 */
export async function readOutputs(
  object: unknown,
  parameters: readonly Parameter[],
): Promise<readonly Parameter[]> {
  const read: Parameter[] = [];
  for (const parameter of parameters) {
    const { valueFrom } = parameter;
    if (valueFrom?.jsonPath) read.push({ ...parameter, value: jsonPath(object, valueFrom.jsonPath) });
    else if (valueFrom?.jqFilter)
      read.push({ ...parameter, value: await jqFilter(object, valueFrom.jqFilter) });
    else read.push(parameter);
  }
  return read;
}
