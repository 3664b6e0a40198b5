import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import type { Transport } from '../../transport/transport.ts';
import {
  CLUSTER_WORKFLOW_TEMPLATES,
  CRON_WORKFLOWS,
  EVENTS,
  PODS,
  type Resource,
  versionPath,
  WORKFLOW_EVENT_BINDINGS,
  WORKFLOW_TEMPLATES,
  WORKFLOWS,
} from '../api/resource.ts';

/** Kinds that need no question. */
const KNOWN: readonly Resource[] = [
  WORKFLOWS,
  WORKFLOW_TEMPLATES,
  CLUSTER_WORKFLOW_TEMPLATES,
  CRON_WORKFLOWS,
  WORKFLOW_EVENT_BINDINGS,
  EVENTS,
  PODS,
  { apiVersion: 'v1', kind: 'ConfigMap', plural: 'configmaps', isNamespaced: true },
  { apiVersion: 'v1', kind: 'Secret', plural: 'secrets', isNamespaced: true },
];

/** Which kind is meant. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Returns how the API server offers a kind. */
export type ResourceFinder = (kind: Kind, call?: CallOptions) => Promise<Resource>;

/** A kind as the API server describes it. */
interface ApiResource {
  readonly name?: unknown;
  readonly kind?: unknown;
  readonly namespaced?: unknown;
}

/** Returns a function that returns how the API server offers a kind. It asks once for each group and version. */
export function createResourceFinder(transport: Transport): ResourceFinder {
  const versions = new Map<string, Promise<readonly ApiResource[]>>();
  const listKinds = (apiVersion: string, call: CallOptions): Promise<readonly ApiResource[]> => {
    const asked = versions.get(apiVersion);
    if (asked !== undefined) return asked;
    const kinds = readKinds(transport, apiVersion, call);
    versions.set(apiVersion, kinds);
    kinds.catch(() => versions.delete(apiVersion));
    return kinds;
  };
  return async ({ apiVersion, kind }, call = {}) => {
    const known = KNOWN.find((one) => one.apiVersion === apiVersion && one.kind === kind);
    if (known !== undefined) return known;
    const found = (await listKinds(apiVersion, call)).find((one) => one.kind === kind && isPlural(one.name));
    if (found === undefined) throw notOffered(transport, apiVersion, kind);
    return { apiVersion, kind, plural: String(found.name), isNamespaced: found.namespaced === true };
  };
}

/** Parts of an object, such as `workflows/status`, are listed as kinds, too. */
function isPlural(name: unknown): name is string {
  return typeof name === 'string' && !name.includes('/');
}

/** @throws ClientError `CLIENT_NOT_FOUND` if the API server has no such group or version */
async function readKinds(
  transport: Transport,
  apiVersion: string,
  call: CallOptions,
): Promise<readonly ApiResource[]> {
  try {
    const reply = await transport.json({ method: 'GET', path: versionPath(apiVersion) }, call);
    const { resources } = reply as { readonly resources?: unknown }; // any JSON
    return Array.isArray(resources) ? resources : [];
  } catch (error) {
    if (!(error instanceof ClientError && error.status === 404)) throw error;
    throw notOffered(transport, apiVersion, undefined);
  }
}

function notOffered({ address }: Transport, apiVersion: string, kind: string | undefined): ClientError {
  const what = kind === undefined ? apiVersion : `${kind} of ${apiVersion}`;
  return new ClientError(
    'CLIENT_NOT_FOUND',
    `The cluster ${address} does not know ${what}. Install its CRDs, or correct apiVersion and kind.`,
    { status: 404 },
  );
}
