import { ClientError } from '../../contract/client-error.ts';
import { ARGO_VERSION } from './object-api.ts';

/** One page of a list. */
export interface ObjectPage<T> {
  readonly items: readonly T[];
  /** Asks for the next page; undefined after the last one. */
  readonly next: string | undefined;
  /** The version from which a watch goes on; empty if the server does not tell. */
  readonly resourceVersion: string;
}

/**
 * Returns the object of a reply, with its type, which replies leave out, and without the record of who set which field, which is as large as the
 * object and which the server keeps anyway.
 *
 * @throws ClientError `CLIENT_REPLY` if it is not an object with metadata
 */
export function readObject<T>(reply: unknown, kind: string): T {
  const { metadata } = recordOf(reply) ?? {};
  const fields = recordOf(metadata);
  if (fields === undefined)
    throw new ClientError(
      'CLIENT_REPLY',
      `The server answered without a ${kind}. A proxy may have answered.`,
    );
  const { managedFields: _, ...others } = fields;
  // The fields of an object are those that the caller expects of its kind; newer servers may add some.
  return { apiVersion: ARGO_VERSION, kind, ...recordOf(reply), metadata: others } as T;
}

/**
 * Returns the objects of a reply with a list. Go writes an empty list as null.
 *
 * @throws ClientError `CLIENT_REPLY` if it is not a list
 */
export function readPage<T>(reply: unknown, kind: string): ObjectPage<T> {
  const { items, metadata } = recordOf(reply) ?? {};
  if (
    (items !== null && items !== undefined && !Array.isArray(items)) ||
    (items === undefined && metadata === undefined)
  )
    throw new ClientError(
      'CLIENT_REPLY',
      `The server answered without a list of ${kind}s. A proxy may have answered.`,
    );
  const { continue: next, resourceVersion } = recordOf(metadata) ?? {};
  return {
    items: (items ?? []).map((item: unknown) => readObject<T>(item, kind)),
    next: typeof next === 'string' && next !== '' ? next : undefined,
    resourceVersion: typeof resourceVersion === 'string' ? resourceVersion : '',
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  // Any object that is no list has fields by name.
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
