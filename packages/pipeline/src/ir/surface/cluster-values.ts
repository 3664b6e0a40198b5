import type { SecretKeySelector } from '@tiphys/models';

/** Marks the entries of a Secret or a ConfigMap. Registered, because a pipeline may be built by another copy of this package than the one that compiles it. */
export const ENTRIES: unique symbol = Symbol.for('@tiphys/pipeline/entries') as never;

/** A key of a Secret. */
export interface SecretKey {
  readonly kind: 'secretKey';
  readonly secret: string;
  readonly key: string;
}

/** A key of a ConfigMap. */
export interface ConfigKey {
  readonly kind: 'configKey';
  readonly configMap: string;
  readonly key: string;
}

/** A field of the pod that runs a task. */
export interface PodField {
  readonly kind: 'podField';
  readonly path: string;
}

/** What is known of a whole Secret or ConfigMap. */
export interface EntriesOf {
  readonly kind: 'secret' | 'config';
  readonly name: string;
}

/** A whole Secret or ConfigMap: as environment variables, or as files. */
export interface Entries {
  readonly [ENTRIES]: EntriesOf;
}

/** A Secret, with the keys that a pipeline uses. */
export type Secret<TKeys extends string> = Entries & { readonly [K in TKeys]: SecretKey };

/** A ConfigMap, with the keys that a pipeline uses. */
export type Config<TKeys extends string> = Entries & { readonly [K in TKeys]: ConfigKey };

/** Returns what is known of a Secret or a ConfigMap; undefined for anything else. */
export function findEntries(value: unknown): EntriesOf | undefined {
  return typeof value === 'object' && value !== null && ENTRIES in value
    ? (value as Entries)[ENTRIES]
    : undefined;
}

/** Returns the reference of Argo and Kubernetes to a key of a Secret. */
export function selectorOf({ secret, key }: SecretKey): SecretKeySelector {
  return { name: secret, key };
}

/** Tells whether a value is a key of a Secret, a key of a ConfigMap or a field of the pod. */
export function isClusterValue(value: unknown): value is SecretKey | ConfigKey | PodField {
  return typeof value === 'object' && value !== null && 'kind' in value && KINDS.has(value.kind);
}

const KINDS: ReadonlySet<unknown> = new Set(['secretKey', 'configKey', 'podField']);
