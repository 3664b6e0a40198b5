import { EngineError } from '../engine-error.ts';
import { findKeyProblem } from '../manifest/kubernetes-names.ts';

/** What is looked at in an object beside the workflow. */
interface KeyedObject {
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown } | undefined;
}

const keyedFields = ['data', 'binaryData', 'stringData'] as const;

/**
 * Refuses ConfigMaps and Secrets with keys that Kubernetes refuses: keys become names of files.
 *
 * @throws EngineError `ENGINE_INVALID_OBJECT` in the words of Kubernetes
 */
export function assertObjects(objects: readonly KeyedObject[]): void {
  for (const object of objects) {
    if (object.kind !== 'ConfigMap' && object.kind !== 'Secret') continue;
    const fields = object as Readonly<Record<string, unknown>>;
    for (const field of keyedFields) {
      for (const key of Object.keys(fields[field] ?? {})) assertKey(object, field, key);
    }
  }
}

function assertKey(object: KeyedObject, field: string, key: string): void {
  const problem = findKeyProblem(key);
  if (problem === undefined) return;
  const name = String(object.metadata?.name ?? '');
  throw new EngineError('ENGINE_INVALID_OBJECT', {
    message: `${String(object.kind)} "${name}" is invalid: ${field}[${JSON.stringify(key)}]: ${problem}. Kubernetes refuses it, too: rename the key.`,
  });
}
