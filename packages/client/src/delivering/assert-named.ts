import { ClientError } from '../contract/client-error.ts';
import { isRecord } from '../requests/is-record.ts';

/**
 * Checks that a caller without types passes an object with a kind and a name, such as one that was read from YAML.
 *
 * @throws ClientError `CLIENT_ARGUMENT` with the position of the object in its list
 */
export function assertNamed(object: unknown, index: number): void {
  const { kind, metadata } = isRecord(object) ? object : {};
  const name = isRecord(metadata) ? metadata.name : undefined;
  if (typeof kind === 'string' && kind !== '' && typeof name === 'string' && name !== '') return;
  const what = typeof kind === 'string' && kind !== '' ? `The ${kind}` : 'The object';
  throw new ClientError(
    'CLIENT_ARGUMENT',
    `${what} at index ${index} of the objects has no ${what === 'The object' ? 'kind' : 'metadata.name'}. Add it.`,
  );
}
