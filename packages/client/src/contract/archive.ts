import type { Workflow } from '@tiphys/models';
import type { ArtifactReference, CallOptions, ResubmitOptions, RetryOptions } from '@tiphys/runs';

/** Which archived workflows to list. */
export interface ArchiveFilter extends CallOptions {
  /** A selector of labels. @default any */
  readonly labels?: string | undefined;
  /** Start of the name. @default any */
  readonly prefix?: string | undefined;
  /** Most workflows to return. @default all */
  readonly limit?: number | undefined;
}

/** Workflows that the cluster has archived in a database. Only the Argo Server reads them: with the Kubernetes API every call throws `CLIENT_NOT_OFFERED`. */
export interface Archive {
  list(filter?: ArchiveFilter): Promise<readonly Workflow[]>;
  get(uid: string, call?: CallOptions): Promise<Workflow>;
  /**
   * Iterates over the bytes of an artifact, as they are stored: an archive stays an archive. The server checks that the node has it.
   */
  readArtifact(uid: string, artifact: ArtifactReference, call?: CallOptions): AsyncIterable<Uint8Array>;
  delete(uid: string, call?: CallOptions): Promise<void>;
  retry(uid: string, options?: RetryOptions): Promise<Workflow>;
  resubmit(uid: string, options?: ResubmitOptions): Promise<Workflow>;
  labelKeys(call?: CallOptions): Promise<readonly string[]>;
  labelValues(key: string, call?: CallOptions): Promise<readonly string[]>;
}
