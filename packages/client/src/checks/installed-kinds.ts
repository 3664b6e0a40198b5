import type { CallOptions } from '@tiphys/runs';
import type { InstalledKind } from '../contract/checks.ts';
import { ClientError } from '../contract/client-error.ts';
import type { Transport } from '../transport/transport.ts';

const GROUP = 'argoproj.io';
const VERSION = 'v1alpha1';

/** The kinds that users write, with their plurals. */
const KINDS = [
  ['Workflow', 'workflows'],
  ['WorkflowTemplate', 'workflowtemplates'],
  ['ClusterWorkflowTemplate', 'clusterworkflowtemplates'],
  ['CronWorkflow', 'cronworkflows'],
] as const;

/**
 * Returns the kinds of Argo that a cluster has. Argo comes with two sets of definitions: the minimal ones accept any spec.
 *
 * @see https://github.com/argoproj/argo-workflows/tree/main/manifests/base/crds
 */
export async function readInstalledKinds(
  transport: Transport,
  call: CallOptions | undefined,
): Promise<readonly InstalledKind[]> {
  const plurals = await readPlurals(transport, call);
  const installed = KINDS.filter(([, plural]) => plurals.has(plural));
  return Promise.all(
    installed.map(async ([kind, plural]) => ({ kind, schema: await readSchema(transport, plural, call) })),
  );
}

async function readPlurals(
  transport: Transport,
  call: CallOptions | undefined,
): Promise<ReadonlySet<string>> {
  const reply = await readIfAllowed(transport, `/apis/${GROUP}/${VERSION}`, call);
  const { resources } = (reply ?? {}) as { readonly resources?: readonly { readonly name?: string }[] };
  return new Set((resources ?? []).flatMap(({ name }) => name ?? []));
}

async function readSchema(
  transport: Transport,
  plural: string,
  call: CallOptions | undefined,
): Promise<InstalledKind['schema']> {
  const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${plural}.${GROUP}`;
  // As Kubernetes defines it.
  const definition = (await readIfAllowed(transport, path, call)) as
    | {
        readonly spec?: {
          readonly versions?: readonly {
            readonly name?: string;
            readonly schema?: {
              readonly openAPIV3Schema?: {
                readonly properties?: { readonly spec?: { readonly properties?: object } };
              };
            };
          }[];
        };
      }
    | undefined;
  const version = definition?.spec?.versions?.find(({ name }) => name === VERSION);
  if (version === undefined) return undefined;
  return version.schema?.openAPIV3Schema?.properties?.spec?.properties === undefined ? 'minimal' : 'full';
}

/** Returns undefined for what does not exist, and for what the user must not read. */
async function readIfAllowed(
  transport: Transport,
  path: string,
  call: CallOptions | undefined,
): Promise<unknown> {
  try {
    return await transport.json({ method: 'GET', path }, call);
  } catch (error) {
    if (error instanceof ClientError && ['CLIENT_NOT_FOUND', 'CLIENT_FORBIDDEN'].includes(error.code))
      return undefined;
    throw error;
  }
}
