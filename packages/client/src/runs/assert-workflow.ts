import { ClientError } from '../contract/client-error.ts';

/**
 * Checks that a caller without types passes an object that can be a workflow. Its fields are checked by the server.
 *
 * @throws ClientError `CLIENT_ARGUMENT`
 */
export function assertWorkflow(value: unknown): void {
  if (isObject(value) && isObject(value.metadata) && isObject(value.spec)) return;
  const given = isObject(value)
    ? 'an object without metadata or spec'
    : value === null
      ? 'null'
      : typeof value;
  throw new ClientError(
    'CLIENT_ARGUMENT',
    `A workflow is an object with metadata and spec, but the argument is ${given}. Parse YAML or JSON first.`,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
