import type { Variables } from '@tiphys/expression';
import type { ArgumentFields, ObjectFields } from '../../manifest/fields.ts';

/** The values for the tags and inputs of a template. */
export interface TemplateValues {
  readonly arguments: ArgumentFields;
  readonly globals: Variables;
  readonly locals: Variables;
  readonly objects: readonly ObjectFields[];
  /** Absent if a later pass substitutes the paths. */
  readonly pathOf?: PathOf | undefined;
}

/** Returns the real location of a declared path of a pod. */
export type PathOf = (path: string) => string;
