import type { CallOptions } from '@tiphys/runs';
import type { Access, AccessAnswer, ClusterChecks, Identity } from '../contract/checks.ts';
import { ClientError } from '../contract/client-error.ts';
import type { Transport } from '../transport/transport.ts';
import { readInstalledKinds } from './installed-kinds.ts';
import { isNamespaceMissing, trialWorkflow, tryNamespace } from './try-namespace.ts';

/** Returns the checks of the Kubernetes API, which tells what is allowed. */
export function kubernetesChecks(transport: Transport, namespace: string): ClusterChecks {
  return {
    can: (access, call) => reviewAccess(transport, { access, namespace }, call),
    identity: (call) => reviewIdentity(transport, call),
    namespaceExists: (call) => hasNamespace(transport, namespace, call),
    installedKinds: (call) => readInstalledKinds(transport, call),
  };
}

/**
 * Asks what the user may do, or a service account. Not everybody may ask about others.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-access-review-v1/
 * @see https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/subject-access-review-v1/
 */
async function reviewAccess(
  transport: Transport,
  { access, namespace }: { readonly access: Access; readonly namespace: string },
  call: CallOptions | undefined,
): Promise<AccessAnswer> {
  const { verb, group, account, clusterWide = false } = access;
  const [resource, subresource] = access.resource.split('/');
  const place = clusterWide ? {} : { namespace };
  const kind = account === undefined ? 'SelfSubjectAccessReview' : 'SubjectAccessReview';
  const spec = {
    resourceAttributes: {
      ...place,
      verb,
      group,
      resource,
      ...(subresource !== undefined && { subresource }),
    },
    ...(account !== undefined && subjectOf(account, namespace)),
  };
  const request = {
    method: 'POST',
    path: `/apis/authorization.k8s.io/v1/${kind.toLowerCase()}s`,
    repeatable: true,
    body: { apiVersion: 'authorization.k8s.io/v1', kind, spec },
  } as const;
  const reply = await transport.json(request, call).catch((error: unknown) => {
    if (account === undefined || !(error instanceof ClientError) || error.code !== 'CLIENT_FORBIDDEN')
      throw error;
    return { status: { reason: 'you may not ask what others may do' } };
  });
  const { allowed, reason } = statusOf<{ allowed?: unknown; reason?: unknown }>(reply);
  const why = typeof reason === 'string' && reason !== '' && { reason };
  return { allowed: typeof allowed === 'boolean' ? allowed : undefined, ...why };
}

async function hasNamespace(
  transport: Transport,
  namespace: string,
  call: CallOptions | undefined,
): Promise<boolean | undefined> {
  try {
    await transport.json({ method: 'GET', path: `/api/v1/namespaces/${namespace}` }, call);
    return true;
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    if (isNamespaceMissing(error, namespace)) return false;
    if (!['CLIENT_FORBIDDEN', 'CLIENT_NOT_FOUND'].includes(error.code)) throw error;
  }
  // Those who may not read namespaces may still be allowed to start workflows.
  const path = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/workflows?dryRun=All`;
  return tryNamespace(
    transport,
    { method: 'POST', path, body: trialWorkflow(namespace) },
    { namespace, call },
  );
}

/** Returns a service account as Kubernetes knows it. */
function subjectOf(account: string, namespace: string): object {
  return {
    user: `system:serviceaccount:${namespace}:${account}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/self-subject-review-v1/ */
async function reviewIdentity(transport: Transport, call: CallOptions | undefined): Promise<Identity> {
  try {
    const reply = await transport.json(
      {
        method: 'POST',
        path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
        repeatable: true,
        body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      },
      call,
    );
    const { userInfo } = statusOf<{ userInfo?: { username?: unknown; groups?: unknown } }>(reply);
    return {
      ...(typeof userInfo?.username === 'string' && { user: userInfo.username }),
      ...(Array.isArray(userInfo?.groups) && { groups: userInfo.groups.map(String) }),
    };
  } catch (error) {
    // Kubernetes before 1.28 does not offer it, and some clusters do not allow it.
    if (error instanceof ClientError && ['CLIENT_NOT_FOUND', 'CLIENT_FORBIDDEN'].includes(error.code))
      return {};
    throw error;
  }
}

/** The fields of a reply are checked where they are used. */
function statusOf<T extends object>(reply: unknown): Partial<T> {
  return ((reply as { readonly status?: Partial<T> } | undefined)?.status ?? {}) as Partial<T>;
}
