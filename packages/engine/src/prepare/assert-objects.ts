import { EngineError } from '../contract/engine-error.ts';
import { findKeyProblem } from '../manifest/kubernetes-names.ts';

/** An object given with the workflow, as far as it is checked. */
export interface KeyedObject {
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown } | undefined;
}

const KEYED_FIELDS = ['data', 'binaryData', 'stringData'] as const;

/**
 * Refuses ConfigMaps and Secrets whose keys Kubernetes does not accept, since keys become file names.
 *
 * @param fileOf Returns the file of an object, for the message. @default no file is named
 * @throws EngineError `ENGINE_INVALID_OBJECT` with the message of Kubernetes
 */
export function assertObjects<T extends KeyedObject>(
  objects: readonly T[],
  fileOf: (object: T) => string | undefined = () => undefined,
): void {
  for (const object of objects) {
    if (object.kind !== 'ConfigMap' && object.kind !== 'Secret') continue;
    const problem = findProblem(object as Readonly<Record<string, unknown>>);
    if (problem === undefined) continue;
    const file = fileOf(object);
    const place = file === undefined ? '' : `${file}: `;
    const name = String(object.metadata?.name ?? '');
    throw new EngineError(
      'ENGINE_INVALID_OBJECT',
      `${place}${object.kind} "${name}" is invalid: ${problem}. Kubernetes does not accept it either. Rename the key.`,
      { path: file },
    );
  }
}

function findProblem(fields: Readonly<Record<string, unknown>>): string | undefined {
  for (const field of KEYED_FIELDS) {
    for (const key of Object.keys(fields[field] ?? {})) {
      const problem = findKeyProblem(key);
      if (problem !== undefined) return `${field}[${JSON.stringify(key)}]: ${problem}`;
    }
  }
  return undefined;
}
