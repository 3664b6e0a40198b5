import { ClientError } from '../contract/client-error.ts';
import type { KubernetesObject } from '../contract/delivery.ts';
import { keyOf } from './object-key.ts';

/** The largest request that etcd takes with its default settings. */
const MAXIMUM_REQUEST_BYTES = 1_572_864;
/** The largest content of a ConfigMap. */
const MAXIMUM_CONFIG_BYTES = 1_048_576;
/** The largest annotations of an object: names and values together. */
const MAXIMUM_ANNOTATION_BYTES = 262_144;

/**
 * Checks that a cluster can store an object, before anything is sent. See docs/semantics/limits.md#sizes.
 *
 * @throws ClientError `CLIENT_TOO_LARGE` with the size and the limit
 */
export function assertStorable(object: KubernetesObject): void {
  const name = keyOf(object);
  const { annotations = {} } = object.metadata;
  assertWithin(sizeOfMap(annotations), MAXIMUM_ANNOTATION_BYTES, `The annotations of the ${name} have`);
  if (object.kind === 'ConfigMap') {
    // Any object has its own fields besides these.
    const { data = {}, binaryData = {} } = object as { data?: unknown; binaryData?: unknown };
    const size = sizeOfMap(data) + sizeOfMap(binaryData, 3 / 4);
    assertWithin(size, MAXIMUM_CONFIG_BYTES, `The ${name} has`);
  }
  const size = Buffer.byteLength(JSON.stringify(object));
  assertWithin(size, MAXIMUM_REQUEST_BYTES, `The ${name} has`);
}

function assertWithin(size: number, limit: number, subject: string): void {
  if (size <= limit) return;
  throw new ClientError(
    'CLIENT_TOO_LARGE',
    `${subject} ${size} bytes, and a cluster stores up to ${limit}. Nothing was sent. Move data into artifacts, or split the object.`,
  );
}

/** Values of `binaryData` are base64: three bytes in four characters. */
function sizeOfMap(map: unknown, factor = 1): number {
  if (typeof map !== 'object' || map === null) return 0;
  return Object.entries(map).reduce(
    (sum, [key, value]) =>
      sum + Buffer.byteLength(key) + Math.floor(Buffer.byteLength(String(value)) * factor),
    0,
  );
}
