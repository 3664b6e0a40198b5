import type { WorkflowEventBinding } from '@tiphys/models';
import type { CallOptions } from '@tiphys/runs';
import type { ObjectFilter } from './objects.ts';

/** Starts workflows by events, as WorkflowEventBindings say. */
export interface EventService {
  /**
   * Sends an event to the bindings of the namespace. The server accepts it before it has started anything. Only the Argo Server takes events: with the
   * Kubernetes API it throws `CLIENT_NOT_OFFERED`.
   *
   * @param discriminator what bindings may select by, besides the payload
   * @param payload any JSON
   */
  send(discriminator: string, payload: unknown, call?: CallOptions): Promise<void>;
  /** Returns the bindings in the order of their names. */
  bindings(filter?: ObjectFilter): Promise<readonly WorkflowEventBinding[]>;
}

/** Something that Kubernetes or Argo reports about an object, such as that a pod cannot be scheduled. */
export interface KubernetesEvent {
  readonly metadata: {
    readonly name?: string | undefined;
    readonly uid?: string | undefined;
    readonly resourceVersion?: string | undefined;
  };
  readonly type?: 'Normal' | 'Warning' | undefined;
  /** A word for what happened, such as `WorkflowFailed`. */
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  /** How often it happened. */
  readonly count?: number | undefined;
  readonly firstTimestamp?: string | undefined;
  readonly lastTimestamp?: string | undefined;
}
