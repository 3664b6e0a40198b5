/** A request that the caller has written, for {@link Cluster.request}. */
export interface ClusterRequest {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, encoded, without the base path of the server: `/api/v1/workflows/default?fields=metadata`. */
  readonly path: string;
  /** Sent as JSON, with its fields in their order. @default nothing */
  readonly body?: unknown;
  /** Sent as it is, instead of a body. @default nothing */
  readonly text?: string | undefined;
  /**
   * Besides those of every request. No message shows their values, except for `accept` and `content-type`, which are `application/json` unless given
   * here. Credentials come from the options of the cluster.
   */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What a server answers to a {@link ClusterRequest}. */
export interface ClusterReply {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text. */
  readonly text: string;
  /** The value of the body; undefined if it is not JSON. */
  readonly json: unknown;
}
