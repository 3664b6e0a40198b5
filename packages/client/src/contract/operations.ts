import type { Operations } from '@tiphys/models/operations';
import type { CallOptions } from '@tiphys/runs';

/** The types of one operation, as `@tiphys/models/operations` has them. */
interface OperationTypes {
  readonly request: object;
  readonly reply: unknown;
  readonly form: 'json' | 'stream' | 'bytes';
}

/** The types of operations by their names. */
export type OperationMap<All> = { readonly [Name in keyof All]: OperationTypes };

/** The name of an operation of the Argo Server: one with a single reply (`json`), a `stream` of replies, or `bytes`. */
export type OperationName<
  Form extends OperationTypes['form'] = OperationTypes['form'],
  All extends OperationMap<All> = Operations,
> = { [Name in keyof All]: All[Name]['form'] extends Form ? Name : never }[keyof All];

/** What is sent with an operation: the parameters of its path, its `query` and its `body`. */
export type OperationRequest<
  Name extends keyof All,
  All extends OperationMap<All> = Operations,
> = All[Name]['request'];

/** The reply of an operation, or each of its replies. Servers may leave out fields, or add some. */
export type OperationReply<
  Name extends keyof All,
  All extends OperationMap<All> = Operations,
> = All[Name]['reply'];

/** What a call of an operation takes besides its name. */
export type OperationArguments<Name extends keyof All, All extends OperationMap<All> = Operations> =
  Record<never, never> extends OperationRequest<Name, All>
    ? [request?: OperationRequest<Name, All>, call?: CallOptions]
    : [request: OperationRequest<Name, All>, call?: CallOptions];

/**
 * Makes each operation of the Argo Server's HTTP API by the name that Argo's API has for it. The request is exactly what is given: fields and parameters
 * in their order, and nothing added, neither a namespace nor an instance id. Replies are returned as they are.
 *
 * Every call throws ClientError `CLIENT_ARGUMENT` for an unknown operation or parameter and for a missing one, the code of an error that the server
 * answers, and `CLIENT_REPLY` for a reply of another form.
 *
 * @typeParam All the operations of a version of Argo, such as `Operations` of `@tiphys/models/v3.7/operations`
 */
export interface ServerOperations<All extends OperationMap<All> = Operations> {
  /** Makes an operation, and returns its reply. */
  call<Name extends OperationName<'json', All>>(
    name: Name,
    ...given: OperationArguments<Name, All>
  ): Promise<OperationReply<Name, All>>;
  /**
   * Makes an operation, and iterates over its replies until the server ends the stream or the caller aborts it. There is one connection: a broken one
   * is an error.
   */
  stream<Name extends OperationName<'stream', All>>(
    name: Name,
    ...given: OperationArguments<Name, All>
  ): AsyncIterable<OperationReply<Name, All>>;
  /** Makes an operation, and iterates over the bytes of its reply. */
  read<Name extends OperationName<'bytes', All>>(
    name: Name,
    ...given: OperationArguments<Name, All>
  ): AsyncIterable<Uint8Array>;
}
