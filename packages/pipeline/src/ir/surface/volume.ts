import type { Volume as VolumeFields } from '@tiphys/models';
import type { Quantity } from './amounts.ts';
import type { OutputHandle } from './output.ts';

/** Options of a volume that exists as long as a run. */
export interface ClaimOptions {
  readonly size: Quantity;
  /** Whether only pods on one node may use it at a time, or pods on all nodes. @default 'ReadWriteOnce' */
  readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteMany';
  /** Name of the storage class. @default that of the cluster */
  readonly storageClass?: string;
  /** Whether it stays after a run that failed. @default 'never' */
  readonly keep?: 'never' | 'on-failure';
}

/** Where the content of a volume comes from. */
export type VolumeSource =
  | { readonly kind: 'perRun'; readonly claim: ClaimOptions }
  | { readonly kind: 'claim'; readonly name: string | OutputHandle<string> }
  | { readonly kind: 'fields'; readonly fields: Omit<VolumeFields, 'name'> };

/** A volume that tasks can mount. */
export interface Volume {
  readonly kind: 'volume';
  readonly source: VolumeSource;
  readonly isReadOnly: boolean;
  /** Returns the same volume for tasks that only read it. */
  readOnly(): Volume;
}

/** Tells whether a value is a volume. */
export function isVolume(value: unknown): value is Volume {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'volume';
}
