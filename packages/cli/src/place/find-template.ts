import type { Cluster, ObjectStore, StoredObject } from '@tiphys/client';

/** The kinds of objects whose templates workflows call. */
export type TemplateKind = 'WorkflowTemplate' | 'ClusterWorkflowTemplate';

/** The fields of an object with templates that are read. */
interface FoundTemplate {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> | undefined } | undefined;
  readonly spec?: unknown;
}

/** Returns an object with templates; undefined if it is not known. */
export type FindTemplate = (kind: TemplateKind, name: string) => Promise<FoundTemplate | undefined>;

/** The fields of an object that are read. */
interface NamedObject {
  readonly kind?: unknown;
  readonly metadata?: {
    readonly name?: unknown;
    readonly annotations?: Readonly<Record<string, string>> | undefined;
  };
  readonly spec?: unknown;
}

/** Returns a function that finds templates among objects. */
export function findIn(objects: readonly unknown[]): FindTemplate {
  // Any kind of object may be among them.
  const known = objects as readonly NamedObject[];
  return async (kind, name) => known.find((one) => one.kind === kind && one.metadata?.name === name);
}

/** Returns a function that finds templates where the first of several functions does. */
export function findFirst(...finds: readonly FindTemplate[]): FindTemplate {
  return async (kind, name) => {
    for (const find of finds) {
      const found = await find(kind, name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** Returns a function that finds the templates of a cluster. What is missing or not shown there is not known. */
export function findInCluster({ workflowTemplates, clusterWorkflowTemplates }: Cluster): FindTemplate {
  return (kind, name) =>
    readIfShown(kind === 'WorkflowTemplate' ? workflowTemplates : clusterWorkflowTemplates, name);
}

const NOT_SHOWN: ReadonlySet<string> = new Set([
  'CLIENT_NOT_FOUND',
  'CLIENT_FORBIDDEN',
  'CLIENT_NOT_OFFERED',
]);

async function readIfShown(
  store: Pick<ObjectStore<StoredObject>, 'get'>,
  name: string,
): Promise<StoredObject | undefined> {
  try {
    return await store.get(name);
  } catch (error) {
    const { ClientError } = await import('@tiphys/client');
    if (error instanceof ClientError && NOT_SHOWN.has(error.code)) return undefined;
    throw error;
  }
}
