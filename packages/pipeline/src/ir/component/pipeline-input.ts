import type { JsonSchema } from '@tiphys/signature/model';
import type { ConfigKey } from '../surface/cluster-values.ts';
import type { StandardSchema } from '../surface/standard-schema.ts';

/** A pipeline input during compilation. */
export interface PipelineInput {
  readonly name: string;
  readonly schema: JsonSchema;
  /** Whether the value is given as plain text (a string) or as JSON; undefined while its type is unknown. */
  readonly form: 'text' | 'json' | undefined;
  readonly default: { readonly value: unknown } | undefined;
  /** Whether it is a file. Its default is a handle of a file from elsewhere. */
  readonly file?: true;
  /** The key of a ConfigMap with the default. */
  readonly from?: ConfigKey | undefined;
  readonly choices: readonly unknown[] | undefined;
  /** The schema of a library that checks the values. */
  readonly standard?: StandardSchema | undefined;
  readonly description: string | undefined;
  /** Whether a task gets the whole value in an environment variable; unknown until all tasks have been read. */
  readonly inVariable?: boolean;
}
