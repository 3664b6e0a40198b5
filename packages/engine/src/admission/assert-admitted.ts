import { formatPath, type JsonPath } from '@tiphys/models/facts';
import { EngineError } from '../contract/engine-error.ts';
import { findRefusal } from './find-refusal.ts';

/** Options of {@link assertAdmitted}. */
export interface AdmissionOptions {
  /** Returns where a path of the object is written, such as `pipe.yaml:7:3`. @default the path itself */
  readonly locate?: (path: JsonPath) => string | undefined;
}

/**
 * Refuses an object that an API server with Argo's CRDs would refuse, before anything runs.
 *
 * @throws EngineError `ENGINE_REFUSED` with the place and the message of the API server
 */
export function assertAdmitted(object: unknown, options: AdmissionOptions = {}): void {
  const refusal = findRefusal(object);
  if (refusal === undefined) return;
  const place = options.locate?.(refusal.path) ?? formatPath(refusal.path);
  throw new EngineError(
    'ENGINE_REFUSED',
    `${place}: Kubernetes would refuse this object: ${refusal.message}`,
  );
}
