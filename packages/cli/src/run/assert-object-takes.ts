import { assertTakes, type TakenNames, type TakingSpec } from './assert-takes.ts';

/** An object whose fields are read. It may contain anything. */
interface GivenObject {
  readonly kind: string;
  readonly metadata?: { readonly name?: string | undefined; readonly generateName?: string | undefined };
  readonly spec?: unknown;
}

/** Returns a WorkflowTemplate or a ClusterWorkflowTemplate; undefined if it is not known. */
export type FindTemplate = (
  kind: 'WorkflowTemplate' | 'ClusterWorkflowTemplate',
  name: string,
) => Promise<{ readonly spec?: unknown } | undefined>;

/** Returns a function that finds templates among objects. */
export function findIn(objects: readonly unknown[]): FindTemplate {
  // Any kind of object may be among them; only these fields are read.
  const known = objects as readonly GivenObject[];
  return async (kind, name) => known.find((one) => one.kind === kind && one.metadata?.name === name);
}

/**
 * Checks that an object takes what a command line gives to it, together with the WorkflowTemplate that it refers to. If that is not known, nothing is
 * checked: the cluster may have it.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_UNKNOWN_ENTRYPOINT`
 */
export async function assertObjectTakes(
  object: GivenObject,
  names: TakenNames,
  find: FindTemplate,
): Promise<void> {
  const { parameters = [], entrypoint } = names;
  const spec = specIn(object);
  if (spec === undefined || (parameters.length === 0 && entrypoint === undefined)) return;
  const { name, clusterScope } = spec.workflowTemplateRef ?? {};
  if (name === undefined) {
    assertTakes({ what: subjectOf(object), specs: [spec] }, names);
    return;
  }
  const kind = clusterScope === true ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
  const template = await find(kind, name);
  if (template === undefined) return;
  // Fields that are wrong are reported elsewhere.
  const specs = [spec, (template.spec ?? {}) as TakingSpec];
  assertTakes({ what: `The ${kind} ${name}`, specs }, names);
}

function subjectOf({ kind, metadata }: GivenObject): string {
  return `The ${kind} ${metadata?.name ?? metadata?.generateName ?? ''}`.trimEnd();
}

function specIn({ kind, spec }: GivenObject): TakingSpec | undefined {
  const found: unknown =
    kind === 'CronWorkflow' ? (spec as { readonly workflowSpec?: unknown } | undefined)?.workflowSpec : spec;
  return typeof found === 'object' && found !== null ? found : undefined;
}
