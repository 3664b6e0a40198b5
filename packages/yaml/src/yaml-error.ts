import type { JsonPath } from '@tiphys/models/facts';
import type { yamlCodes } from './codes.ts';

/** The codes of the errors that this package throws and of the problems that it reports. */
export type YamlErrorCode = keyof typeof yamlCodes;

/** Where a {@link YamlError} comes from. */
export interface YamlErrorContext {
  readonly location?: { readonly file?: string; readonly line: number; readonly column: number };
  readonly path?: JsonPath;
}

/** Thrown if a text cannot be read as Argo objects, or an object cannot be written as YAML. */
export class YamlError extends Error {
  readonly code: YamlErrorCode;
  /** The position in the text that was read. */
  readonly location?: { readonly file?: string; readonly line: number; readonly column: number };
  /** The path of the value that could not be written. */
  readonly path?: JsonPath;

  constructor(code: YamlErrorCode, message: string, context: YamlErrorContext = {}) {
    super(message);
    this.name = 'YamlError';
    this.code = code;
    if (context.location) this.location = context.location;
    if (context.path) this.path = context.path;
  }
}
