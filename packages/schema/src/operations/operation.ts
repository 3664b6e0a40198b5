import type { Definition } from '../definition.ts';
import type { FieldType } from '../field-type.ts';

/** How a reply travels: as one JSON value, as a stream of JSON values, or as bytes. */
export type ReplyForm = 'json' | 'stream' | 'bytes';

/** One operation of the Argo Server's HTTP API. */
export interface Operation {
  readonly method: string;
  /** With the names of its parameters in braces: `/api/v1/workflows/{namespace}/{name}`. */
  readonly path: string;
  /** The types of the parameters in the path, by name; all are needed. */
  readonly parameters: Readonly<Record<string, FieldType>>;
  /** The types of the parameters of the query, by name; none is needed. */
  readonly query: Readonly<Record<string, FieldType>>;
  /** Absent if the request has no body. */
  readonly body?: FieldType | undefined;
  readonly reply: OperationReply;
}

/** What an operation answers. */
export interface OperationReply {
  readonly form: ReplyForm;
  /** The type of the reply, or of each value of a stream. */
  readonly type: FieldType;
}

/** The operations of the Argo Server of one version, as plain data. */
export interface OperationDefinitions {
  /** The Argo version, such as `v4.1`. */
  readonly version: string;
  /** What only requests and replies consist of; they also refer to definitions of manifests. */
  readonly definitions: Readonly<Record<string, Definition>>;
  /** The operations by the name that Argo's swagger file gives them. */
  readonly operations: Readonly<Record<string, Operation>>;
}
