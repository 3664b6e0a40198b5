import type { CallOptions } from '@tiphys/runs';

/** A request to one server. */
export interface ApiRequest {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, encoded, without the base path of the server: `/api/v1/workflows/default?fields=metadata`. */
  readonly path: string;
  /** Besides those of every request: accepted type, credentials. Names are in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of a body. */
  readonly text?: string | undefined;
  /** The media type of the body. @default 'application/json' */
  readonly contentType?: string | undefined;
  /** Whether the request may be sent again after a failure. @default true for GET, else false */
  readonly repeatable?: boolean | undefined;
}

/** A whole reply. */
export interface ApiReply {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A reply that is a stream. */
export interface ApiStream {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes as they arrive. Ends without an error only if the server closed the stream properly. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Sends requests to one server: connections, TLS, credentials, timeouts, and retries of what is safe to repeat.
 *
 * Its methods throw ClientError for a status of 400 and above, with the code of the status, and for a server that cannot be reached.
 */
export interface Transport {
  /** The address of the server without credentials, for messages. */
  readonly address: string;
  /** Sends a request, and returns the JSON of the reply. */
  json(request: ApiRequest, call?: CallOptions): Promise<unknown>;
  /** Sends a request, and returns the whole reply, whatever it is. */
  send(request: ApiRequest, call?: CallOptions): Promise<ApiReply>;
  /** Sends a request, and returns the reply as soon as it begins. No time limit holds for its length, but one for silence may. */
  stream(request: ApiRequest, call?: CallOptions): Promise<ApiStream>;
  /** Returns an error without the credentials that were sent. A server may repeat them in an error inside a stream. */
  hide<E>(error: E): E;
  close(): Promise<void>;
}
