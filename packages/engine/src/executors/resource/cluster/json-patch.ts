import fastJsonPatch, { type Operation } from 'fast-json-patch';
import { KubectlError } from '../kubectl-error.ts';

/**
 * Applies a JSON patch (RFC 6902) to a copy of an object.
 *
 * @throws KubectlError with the message of kubectl if it cannot be applied
 */
export function applyPatch(object: object, patch: unknown): unknown {
  try {
    if (!Array.isArray(patch)) throw new Error('not a list');
    // Validation is on, so wrong operations throw.
    return fastJsonPatch.applyPatch(structuredClone(object), patch as Operation[], true).newDocument;
  } catch (cause) {
    const error = new KubectlError(
      'Invalid',
      'The request is invalid: the server rejected our request due to an error in our request',
    );
    error.cause = cause;
    throw error;
  }
}
