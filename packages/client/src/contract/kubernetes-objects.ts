import type { CallOptions } from '@tiphys/runs';
import type { KubernetesObject, ObjectReference } from './delivery.ts';
import type { WriteOptions } from './objects.ts';

/**
 * What the API server does about fields that the definition of a kind does not have: it refuses the object, drops them with a warning, or drops them
 * silently.
 */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** A kind of object. */
export type ObjectKind = Pick<KubernetesObject, 'apiVersion' | 'kind'>;

/** Which objects of a kind are meant. All conditions must hold; the API server reads the selectors. */
export interface KubernetesFilter extends CallOptions {
  /** A selector of labels, such as `app=web,tier!=cache`. @default any */
  readonly labels?: string | undefined;
  /** A selector of fields, such as `metadata.name=hello`. Each kind has others. @default any */
  readonly fields?: string | undefined;
  /** Whether objects of all namespaces are meant. @default false */
  readonly allNamespaces?: boolean | undefined;
}

/** Options of calls that write objects of any kind. */
export interface KubernetesWriteOptions extends WriteOptions {
  /** @default that of the API server, `Warn` */
  readonly fieldValidation?: FieldValidation | undefined;
}

/** Options of {@link KubernetesObjects.patch}. */
export interface KubernetesPatchOptions extends KubernetesWriteOptions {
  /**
   * How a patch that is not a list is read. `strategic` merges lists by their keys; custom resources such as workflows do not offer it.
   *
   * @default merge
   */
  readonly type?: 'merge' | 'strategic' | undefined;
  /** A part of the object that is written separately, such as `status`. @default the object */
  readonly subresource?: string | undefined;
}

/** Options of {@link KubernetesObjects.delete}. */
export interface KubernetesDeleteOptions extends CallOptions {
  /** What happens to the objects that it owns. @default as its kind has it, mostly `Background` */
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan' | undefined;
  /** The object is deleted only if it has these values. @default any */
  readonly preconditions?:
    | { readonly uid?: string | undefined; readonly resourceVersion?: string | undefined }
    | undefined;
}

/** One step of a JSON patch. */
export interface JsonPatchStep {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  /** A JSON pointer, such as `/metadata/labels/team`. */
  readonly path: string;
  readonly value?: unknown;
  readonly from?: string | undefined;
}

/**
 * Reads and writes objects of any kind, as `kubectl` does. {@link Delivery} stores what a workflow needs, whether it exists or not; here each call is one
 * request.
 *
 * Every call throws ClientError `CLIENT_NOT_FOUND` for an object or a kind that does not exist, `CLIENT_INVALID`, `CLIENT_CONFLICT`, and the codes of a
 * call that does not reach the API server.
 */
export interface KubernetesObjects {
  get(reference: ObjectReference, call?: CallOptions): Promise<KubernetesObject>;
  list(kind: ObjectKind, filter?: KubernetesFilter): Promise<readonly KubernetesObject[]>;
  create(object: KubernetesObject, options?: KubernetesWriteOptions): Promise<KubernetesObject>;
  /** Replaces an object. It must carry the `resourceVersion` that it was read with. */
  replace(object: KubernetesObject, options?: KubernetesWriteOptions): Promise<KubernetesObject>;
  /**
   * Changes fields of an object, and returns it. A list is a JSON patch. Anything else is merged into the object: null removes a field.
   *
   * @see https://www.rfc-editor.org/rfc/rfc6902 and https://www.rfc-editor.org/rfc/rfc7386
   */
  patch(
    reference: ObjectReference,
    patch: readonly JsonPatchStep[] | Readonly<Record<string, unknown>>,
    options?: KubernetesPatchOptions,
  ): Promise<KubernetesObject>;
  delete(reference: ObjectReference, options?: KubernetesDeleteOptions): Promise<void>;
  /**
   * Deletes the objects that a filter selects, all of the kind in the namespace without one, and returns them.
   *
   * @throws ClientError `CLIENT_ARGUMENT` for `allNamespaces`, in which the API server deletes nothing
   */
  deleteAll(kind: ObjectKind, filter?: KubernetesFilter): Promise<readonly KubernetesObject[]>;
}
