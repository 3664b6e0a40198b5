import type { Operations } from '@tiphys/models/operations';
import type { CallOptions } from '@tiphys/runs';

/** The types of operations by their names, as `@tiphys/models/operations` has them. */
type Form = Operations[keyof Operations]['form'];

/** The name of an operation of the Argo Server: one with a single reply (`json`), a `stream` of replies, or `bytes`. */
export type OperationName<F extends Form = Form> = {
  [Name in keyof Operations]: Operations[Name]['form'] extends F ? Name : never;
}[keyof Operations];

/** What is sent with an operation: the parameters of its path, its `query` and its `body`. */
export type OperationRequest<Name extends OperationName> = Operations[Name]['request'];

/** The reply of an operation, or each of its replies. Servers may leave out fields, or add some. */
export type OperationReply<Name extends OperationName> = Operations[Name]['reply'];

/** What a call of an operation takes besides its name. */
export type OperationArguments<Name extends OperationName> =
  Record<never, never> extends OperationRequest<Name>
    ? [request?: OperationRequest<Name>, call?: CallOptions]
    : [request: OperationRequest<Name>, call?: CallOptions];

/**
 * Makes each operation of the Argo Server's HTTP API by the name that Argo's API has for it. The request is exactly what is given: fields and parameters
 * in their order, and nothing added, neither a namespace nor an instance id. Replies are returned as they are.
 *
 * Every call throws ClientError `CLIENT_ARGUMENT` for an unknown operation or parameter and for a missing one, the code of an error that the server
 * answers, and `CLIENT_REPLY` for a reply of another form.
 */
export interface ServerOperations {
  /** Makes an operation, and returns its reply. */
  call<Name extends OperationName<'json'>>(
    name: Name,
    ...given: OperationArguments<Name>
  ): Promise<OperationReply<Name>>;
  /**
   * Makes an operation, and iterates over its replies until the server ends the stream or the caller aborts it. There is one connection: a broken one
   * is an error.
   */
  stream<Name extends OperationName<'stream'>>(
    name: Name,
    ...given: OperationArguments<Name>
  ): AsyncIterable<OperationReply<Name>>;
  /** Makes an operation, and iterates over the bytes of its reply. */
  read<Name extends OperationName<'bytes'>>(
    name: Name,
    ...given: OperationArguments<Name>
  ): AsyncIterable<Uint8Array>;
}
