import type { expressionCodes } from './codes.ts';

/** The position of an error in the text of an expression, in characters from 1. */
export interface ExpressionLocation {
  readonly line: number;
  readonly column: number;
}

/** The codes of {@link ExpressionError}. */
export type ExpressionErrorCode = keyof typeof expressionCodes;

/** Options of an {@link ExpressionError}. */
export interface ExpressionErrorOptions {
  readonly location?: ExpressionLocation | undefined;
  readonly cause?: unknown;
  /** The message without the position. @default the message */
  readonly reason?: string;
}

/**
 * Thrown if a tag, an expression, a condition or a `depends` text cannot be parsed or evaluated. The message is the one that Argo writes
 * into the status of a node.
 */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly code: ExpressionErrorCode;
  readonly location?: ExpressionLocation;
  /** The message without the position and the excerpt of the text. */
  readonly reason: string;

  constructor(code: ExpressionErrorCode, message: string, options: ExpressionErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.reason = options.reason ?? message;
    if (options.location !== undefined) this.location = options.location;
  }
}

/** Returns the error for a position in an expression, with line and column, the line itself, and a pointer under it. */
export function errorAt(
  code: ExpressionErrorCode,
  message: string,
  text: string,
  offset: number,
): ExpressionError {
  const before = text.slice(0, Math.max(0, offset));
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  const column = [...before.slice(lineStart)].length;
  const lineEnd = text.indexOf('\n', lineStart);
  const source = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  const location = { line, column: column + 1 };
  if (source === '') return new ExpressionError(code, message, { location });
  const pointer = `${'.'.repeat(column)}^`;
  const full = `${message} (${line}:${column + 1})\n | ${source.replaceAll('\t', ' ')}\n | ${pointer}`;
  return new ExpressionError(code, full, { location, reason: message });
}
