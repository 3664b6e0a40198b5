/** What Tiphys knows about one operation of the Argo Server at run time. */
export interface OperationTable {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With the names of its parameters in braces: `/api/v1/workflows/{namespace}/{name}`. */
  readonly path: string;
  /** The names of the parameters that the query may have. */
  readonly query: readonly string[];
  readonly hasBody: boolean;
  /** How the reply travels: as one JSON value, as a stream of JSON values, or as bytes. */
  readonly form: 'json' | 'stream' | 'bytes';
}
