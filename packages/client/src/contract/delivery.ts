import type { CallOptions } from '@tiphys/runs';

/** An object of Kubernetes of any kind. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name?: string | undefined;
    readonly namespace?: string | undefined;
    readonly uid?: string | undefined;
    readonly resourceVersion?: string | undefined;
    readonly labels?: Readonly<Record<string, string>> | undefined;
    readonly annotations?: Readonly<Record<string, string>> | undefined;
    readonly ownerReferences?: readonly OwnerReference[] | undefined;
  };
}

/** The object that an object belongs to. Kubernetes deletes it together with its owner. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** Which object is meant. */
export type ObjectReference = Pick<KubernetesObject, 'apiVersion' | 'kind'> & {
  readonly name: string;
};

/** Options of {@link Delivery.apply}. */
export interface ApplyOptions extends CallOptions {
  /**
   * Whether the server only says what would be stored. Objects that it refers to need not exist.
   *
   * @default false
   */
  readonly dryRun?: boolean | undefined;
  /** Whether fields that somebody else owns are taken over. @default false */
  readonly force?: boolean | undefined;
}

/**
 * Creates and applies objects of any kind in the namespace of a cluster.
 *
 * The Argo Server knows Argo's own kinds only; for others, such as ConfigMaps, every call throws `CLIENT_NOT_OFFERED`. It has no server-side
 * apply either: there an object is read, compared and replaced.
 */
export interface Delivery {
  /** Returns an object as it is stored, undefined if there is none. */
  read(reference: ObjectReference, call?: CallOptions): Promise<KubernetesObject | undefined>;
  /**
   * Stores an object: creates it, or changes it to what is given, and returns it as it is stored. Idempotent. Labels, annotations and owners
   * that others have added stay.
   */
  apply(object: KubernetesObject, options?: ApplyOptions): Promise<KubernetesObject>;
  /** Adds an owner to an object, which is deleted with the last of its owners. A later `apply` keeps them. */
  own(reference: ObjectReference, owner: OwnerReference, call?: CallOptions): Promise<void>;
  /** Deletes an object; it is no error if there is none. */
  remove(reference: ObjectReference, call?: CallOptions): Promise<void>;
}
