import type { ArtifactLocationName } from '@tiphys/models/facts';
import type { Model } from '../target/target-models.ts';
import type { Authored } from './authored.ts';
import type { ArtifactReference, Reference } from './reference.ts';

type Artifact = Model<'Artifact'>;

/** The options of an artifact: Argo's own fields, apart from its name. */
export type ArtifactOptions = Artifact extends infer Each
  ? Each extends Artifact
    ? {
        readonly [Field in keyof Each as Exclude<Field, 'name'>]: Field extends 'from'
          ? FromField<Each[Field]>
          : Authored<Each[Field]>;
      }
    : never
  : never;

type FromField<TField> = TField extends string ? TField | Reference | ArtifactReference : TField;

/** An artifact of a template, without its name. */
export interface ArtifactSpec<TOptional extends boolean = boolean> {
  readonly kind: 'artifact';
  readonly options: ArtifactOptions;
  /** Whether a call may omit it. Exists only in the types. */
  readonly optional?: TOptional;
}

type IsOptional<TOptions> = TOptions extends { readonly optional: true }
  ? true
  : Extract<keyof TOptions, ArtifactLocationName> extends never
    ? false
    : true;

/**
 * Declares an artifact. As an input it is required unless it is `optional` or has a location (`s3`, `git`, `raw`, ...).
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#artifact
 * @example
 * ```ts
 * const count = container('count', { inputs: { table: artifact({ path: '/tmp/table.csv' }) } }, ({ inputs }) => ({
 *   image: 'busybox',
 *   command: ['wc', '-l', inputs.table.path],
 * }));
 * ```
 */
export function artifact<const TOptions extends ArtifactOptions = Record<never, never>>(
  options?: TOptions,
): ArtifactSpec<IsOptional<TOptions>> {
  return Object.freeze({ kind: 'artifact', options: Object.freeze({ ...options }) as ArtifactOptions });
}
