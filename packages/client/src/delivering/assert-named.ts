import { ClientError } from '../contract/client-error.ts';
import { isRecord } from '../requests/is-record.ts';

/**
 * Checks that a caller without types passes an object with a kind and a name, such as one that was read from YAML.
 *
 * @throws ClientError `CLIENT_ARGUMENT` with the position of the object in its list
 */
export function assertNamed(object: unknown, index: number): void {
  const { kind, metadata } = isRecord(object) ? object : {};
  if (typeof kind !== 'string' || kind === '') throw lacks('The object', index, 'kind');
  const name = isRecord(metadata) ? metadata.name : undefined;
  if (typeof name !== 'string' || name === '') throw lacks(`The ${kind}`, index, 'metadata.name');
}

function lacks(what: string, index: number, field: string): ClientError {
  return new ClientError(
    'CLIENT_ARGUMENT',
    `${what} at index ${index} of the objects has no ${field}. Add it.`,
  );
}
