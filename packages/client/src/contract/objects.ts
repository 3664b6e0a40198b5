import type { ClusterWorkflowTemplate, CronWorkflow, WorkflowTemplate } from '@tiphys/models';
import type { CallOptions, ReadOptions } from '@tiphys/runs';

/** A kind of object that Argo keeps besides runs. */
export type StoredObject = WorkflowTemplate | ClusterWorkflowTemplate | CronWorkflow;

/** Which objects to list. All conditions must hold. */
export interface ObjectFilter extends ReadOptions {
  /** A selector of labels, such as `app=web,tier!=cache`. @default any */
  readonly labels?: string | undefined;
  /** Whether objects of all namespaces are listed. @default false */
  readonly allNamespaces?: boolean | undefined;
}

/** Options of calls that write. */
export interface WriteOptions extends CallOptions {
  /** Whether the server only checks the object, and returns what it would store. @default false */
  readonly dryRun?: boolean | undefined;
}

/**
 * Reads and writes the objects of one kind.
 *
 * Every operation throws ClientError `CLIENT_NOT_FOUND`, `CLIENT_INVALID`, `CLIENT_CONFLICT`, and the codes of a call that does not reach
 * the server.
 */
export interface ObjectStore<T extends StoredObject> {
  readonly kind: string;
  /** Returns the objects in the order of their names. */
  list(filter?: ObjectFilter): Promise<readonly T[]>;
  get(name: string, call?: CallOptions): Promise<T>;
  create(object: T, options?: WriteOptions): Promise<T>;
  /** Replaces an object. It must carry the `resourceVersion` that it was read with. */
  update(object: T, options?: WriteOptions): Promise<T>;
  delete(name: string, call?: CallOptions): Promise<void>;
  /** Checks an object as Argo's server does, without storing it. Returns it as it would be stored. */
  lint(object: T, call?: CallOptions): Promise<T>;
}

/** Reads and writes cron workflows. */
export interface CronStore extends ObjectStore<CronWorkflow> {
  /** Starts no more workflows until it is resumed. */
  suspend(name: string, call?: CallOptions): Promise<CronWorkflow>;
  resume(name: string, call?: CallOptions): Promise<CronWorkflow>;
}
