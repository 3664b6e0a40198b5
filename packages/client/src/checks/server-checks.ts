import type { CallOptions } from '@tiphys/runs';
import type { Access, AccessAnswer, ClusterChecks, Identity } from '../contract/checks.ts';
import { ClientError } from '../contract/client-error.ts';
import type { ApiRequest, Transport } from '../transport/transport.ts';
import { trialWorkflow, tryNamespace } from './try-namespace.ts';

/** A name that no object has. */
const NOBODY = 'tiphys-doctor-looks-for-nothing';

/** The first part of the paths of each resource. */
const PATHS: Readonly<Record<string, string>> = {
  workflows: 'workflows',
  workflowtemplates: 'workflow-templates',
  cronworkflows: 'cron-workflows',
  clusterworkflowtemplates: 'cluster-workflow-templates',
};

/** Returns the checks of the Argo Server. It has no call that tells what is allowed, so calls are tried that change nothing. */
export function serverChecks(transport: Transport, namespace: string): ClusterChecks {
  return {
    async can(access, call) {
      const request = harmlessRequest(access, namespace);
      return request === undefined ? { allowed: undefined } : tryRequest(transport, request, call);
    },
    async identity(call) {
      return readIdentity(await transport.json({ method: 'GET', path: '/api/v1/userinfo' }, call));
    },
    namespaceExists: (call) => tryNamespace(transport, creation(namespace), { namespace, call }),
    installedKinds: async () => undefined,
  };
}

/** Returns a request that needs a permission and changes nothing; undefined if there is none. */
function harmlessRequest({ verb, resource, account }: Access, namespace: string): ApiRequest | undefined {
  // Nobody can act for a service account.
  if (account !== undefined) return undefined;
  const name = PATHS[resource];
  if (name === undefined) return undefined;
  const path = resource === 'clusterworkflowtemplates' ? `/api/v1/${name}` : `/api/v1/${name}/${namespace}`;
  if (verb === 'list') return { method: 'GET', path: `${path}?listOptions.limit=1&fields=metadata` };
  if (verb === 'get') return { method: 'GET', path: `${path}/${NOBODY}` };
  if (verb === 'create' && resource === 'workflows') return creation(namespace);
  return undefined;
}

/** Returns a request that checks whether a workflow can be created, and creates none. */
function creation(namespace: string): ApiRequest {
  return {
    method: 'POST',
    path: `/api/v1/workflows/${namespace}`,
    body: { serverDryRun: true, workflow: trialWorkflow(namespace) },
  };
}

async function tryRequest(
  transport: Transport,
  request: ApiRequest,
  call: CallOptions | undefined,
): Promise<AccessAnswer> {
  try {
    await transport.json(request, call);
    return { allowed: true };
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    const reason = error.serverMessage ?? error.message;
    if (error.code === 'CLIENT_FORBIDDEN') return { allowed: false, reason };
    // The server has looked for it. To create something fails like this if there is no such namespace.
    if (error.code === 'CLIENT_NOT_FOUND')
      return request.method === 'GET' ? { allowed: true } : { allowed: undefined, reason };
    // A policy of the cluster may refuse the small workflow, but accept others.
    if (error.code === 'CLIENT_INVALID') return { allowed: undefined, reason };
    throw error;
  }
}

function readIdentity(reply: unknown): Identity {
  // Newer servers may send more fields, and none is required.
  const { subject, email, groups, serviceAccountName, serviceAccountNamespace } = (reply ?? {}) as Readonly<
    Record<string, unknown>
  >;
  const user = [email, subject].find((text) => typeof text === 'string' && text !== '');
  const account =
    typeof serviceAccountName === 'string' && serviceAccountName !== ''
      ? [serviceAccountNamespace, serviceAccountName].filter(Boolean).join('/')
      : undefined;
  return {
    ...(typeof user === 'string' && { user }),
    ...(Array.isArray(groups) && { groups: groups.map(String) }),
    ...(account !== undefined && { serviceAccount: account }),
  };
}
