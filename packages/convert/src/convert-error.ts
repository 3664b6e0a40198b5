import type { JsonPath } from '@tiphys/models/facts';

/** Thrown if a field cannot be expressed in a version of Argo; `path` leads to the field. */
export class ConvertError extends Error {
  readonly code = 'CONVERT_TARGET';
  readonly path?: JsonPath;

  constructor(message: string, context: { readonly path?: JsonPath } = {}) {
    super(message);
    this.name = 'ConvertError';
    if (context.path) this.path = context.path;
  }
}
