import type { JsonPath } from '@tiphys/models/facts';
import type { yamlCodes } from './codes.ts';

/** Codes of the errors that this package throws and of the problems that it reports. */
export type YamlErrorCode = keyof typeof yamlCodes;

/** What a {@link YamlError} carries besides its code. */
export interface YamlErrorContext {
  readonly message: string;
  readonly location?: { readonly file?: string; readonly line: number; readonly column: number };
  readonly path?: JsonPath;
  readonly cause?: unknown;
}

/** Thrown when a text cannot be read as Argo objects, or an object cannot be written as YAML. */
export class YamlError extends Error {
  readonly code: YamlErrorCode;
  readonly location?: { readonly file?: string; readonly line: number; readonly column: number };
  readonly path?: JsonPath;

  constructor(code: YamlErrorCode, context: YamlErrorContext) {
    super(context.message, context.cause === undefined ? {} : { cause: context.cause });
    this.name = 'YamlError';
    this.code = code;
    if (context.location) this.location = context.location;
    if (context.path) this.path = context.path;
  }
}
