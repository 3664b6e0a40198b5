import type { JsonPath } from '@tiphys/models/facts';
import type { convertCodes } from './codes.ts';

/** The codes of the errors that this package throws. */
export type ConvertErrorCode = keyof typeof convertCodes;

/** Thrown if a field cannot be expressed in a version of Argo; `path` leads to the field. */
export class ConvertError extends Error {
  readonly code: ConvertErrorCode;
  readonly path?: JsonPath;

  constructor(code: ConvertErrorCode, message: string, context: { readonly path?: JsonPath } = {}) {
    super(message);
    this.name = 'ConvertError';
    this.code = code;
    if (context.path) this.path = context.path;
  }
}
