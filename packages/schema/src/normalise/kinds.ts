import type { SourceSchema } from '../read/source-schema.ts';
import { SchemaError } from '../schema-error.ts';

/** The kinds of objects that users write, in the order of Argo's documentation. */
export const ROOT_KINDS = [
  'Workflow',
  'WorkflowTemplate',
  'ClusterWorkflowTemplate',
  'CronWorkflow',
  'WorkflowEventBinding',
] as const;

/** The API version that objects of these kinds carry. */
export const ARGO_API_VERSION = 'argoproj.io/v1alpha1';

const ARGO_GROUP = 'io.argoproj.workflow.v1alpha1';

/**
 * Returns the definition of every kind that users write.
 *
 * @throws SchemaError `SCHEMA_MISSING_KIND` when the schema lacks one of them.
 */
export function findRoots(schema: SourceSchema): ReadonlyMap<string, string> {
  return new Map(
    ROOT_KINDS.map((kind) => {
      const name = `${ARGO_GROUP}.${kind}`;
      if (schema.definitions.has(name)) return [kind, name];
      throw new SchemaError(
        'SCHEMA_MISSING_KIND',
        `Definition "${name}" is missing: this is not a schema of Argo Workflows, or it is incomplete.`,
        { definition: name },
      );
    }),
  );
}
