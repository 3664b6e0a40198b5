/** A request that the caller has written, for {@link Cluster.request}. It has a body, a text, or neither. */
export type ClusterRequest = RequestLine & (RequestBody | RequestText);

/** What every request has. */
interface RequestLine {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, encoded, without the base path of the server: `/api/v1/workflows/default?fields=metadata`. */
  readonly path: string;
  /**
   * Besides those of every request. No message shows their values, except for `accept` and `content-type`, which are `application/json` unless given
   * here. Credentials come from the options of the cluster.
   */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

interface RequestBody {
  /** Sent as JSON, with its fields in their order. @default nothing */
  readonly body?: unknown;
  readonly text?: undefined;
}

interface RequestText {
  readonly body?: undefined;
  /** Sent as it is, instead of a body. @default nothing */
  readonly text?: string | undefined;
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
