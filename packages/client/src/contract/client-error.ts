import type { clientCodes } from '../codes.ts';

/** Code of a {@link ClientError}. */
export type ClientCode = keyof typeof clientCodes;

/** What is known about a failed call besides its message. */
export interface ClientErrorContext {
  /** The HTTP status, if the server answered. */
  readonly status?: number | undefined;
  /** The server's own message, if it sent one. */
  readonly serverMessage?: string | undefined;
  readonly cause?: unknown;
}

/** Thrown if a call of a cluster fails. Neither its message nor its properties hold a token or a password. */
export class ClientError extends Error {
  readonly code: ClientCode;
  /** The HTTP status, undefined if the server did not answer. */
  readonly status: number | undefined;
  /** The server's own message, undefined if it sent none. */
  readonly serverMessage: string | undefined;

  constructor(code: ClientCode, message: string, context: ClientErrorContext = {}) {
    super(message, context.cause === undefined ? {} : { cause: context.cause });
    this.name = 'ClientError';
    this.code = code;
    this.status = context.status;
    this.serverMessage = context.serverMessage;
  }
}
