import type { KubeObject } from '../objects/kube-object.ts';

/** What a resource template asks for. */
export interface ResourceRequest {
  readonly action: 'get' | 'create' | 'apply' | 'delete' | 'replace' | 'patch';
  /** Text of the manifest; empty if the flags name the object. */
  readonly manifest: string;
  readonly flags: readonly string[];
  readonly mergeStrategy: 'strategic' | 'merge' | 'json';
  /** Namespace of objects that name none. */
  readonly namespace: string;
  /** Who asks, for messages: `Template "x"`. */
  readonly who: string;
  readonly signal: AbortSignal;
}

/** Where the objects of resource templates are. */
export interface Cluster {
  /**
   * Runs an action of kubectl. Returns the object that it prints; undefined after `delete`.
   *
   * @throws KubectlError with the message of kubectl
   */
  run(request: ResourceRequest): Promise<KubeObject | undefined>;
  /**
   * Reads an object again.
   *
   * @throws KubectlError with the reason `NotFound` if it does not exist any more
   */
  read(object: KubeObject, signal: AbortSignal): Promise<KubeObject>;
  /** Milliseconds between two looks at an object whose condition is not met yet. */
  readonly pollInterval: number;
}
