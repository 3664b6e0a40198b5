import { type Loopback, startLoopback } from '../loopback/loopback.ts';
import type { Reply } from '../loopback/reply.ts';
import type { SeenRequest } from '../loopback/seen-request.ts';
import { ApiProblem } from '../state/api-problem.ts';
import { type ClusterState, type ClusterStateOptions, openClusterState } from '../state/cluster-state.ts';
import { discover, parseTarget } from './api-resource.ts';
import { createController } from './controller.ts';
import { type KubeCall, type KubernetesParts, parseBody } from './kube-call.ts';
import { type Kubelet, startKubelet } from './kubelet.ts';
import { listAnswer, selectorOf } from './list-answer.ts';
import { logReply } from './log-reply.ts';
import {
  createObject,
  deleteCollection,
  deleteObject,
  patchObject,
  replaceObject,
} from './object-answers.ts';
import { statusOf } from './status-reply.ts';
import { watchReply } from './watch-reply.ts';

/** Options of {@link startKubernetes}. */
export interface KubernetesServerOptions extends ClusterStateOptions {
  /** The value of the header `authorization` that requests need. @default none */
  readonly authorization?: string;
  /** Whether workflows run. Without, they are only stored. @default true */
  readonly controller?: boolean;
  /** A cluster that has other servers, too; closing this server leaves it open. @default one of its own */
  readonly state?: ClusterState;
}

/** A Kubernetes API server in this process. */
export interface KubernetesServer extends Loopback {
  readonly state: ClusterState;
  readonly kubelet: Kubelet;
  /** Returns a kubeconfig for it, in YAML. */
  kubeconfig(user?: Readonly<Record<string, unknown>>): string;
}

/** Starts a server that offers the few parts of the Kubernetes API that Argo's clients need. Workflows really run, as processes of this machine. */
export async function startKubernetes(options: KubernetesServerOptions = {}): Promise<KubernetesServer> {
  const state = options.state ?? openClusterState(options);
  const kubelet = startKubelet(state, options.controller !== false);
  const controller = options.controller === false ? undefined : createController(state);
  const parts: KubernetesParts = { state, kubelet, controller, applied: new Map() };
  const loopback = await startLoopback(async (request, reply) => {
    try {
      await answer(request, reply, parts, options);
    } catch (error) {
      const status = statusOf(error);
      reply.json(status.code, status);
    }
  });
  return {
    ...loopback,
    state,
    kubelet,
    kubeconfig: (user = {}) => kubeconfigOf(loopback.url, user),
    async close() {
      await loopback.close();
      await kubelet.close();
      if (options.state === undefined) await state.close();
    },
  };
}

async function answer(
  request: SeenRequest,
  reply: Reply,
  parts: KubernetesParts,
  { authorization }: KubernetesServerOptions,
): Promise<void> {
  if (authorization !== undefined && request.headers.authorization !== authorization)
    throw new ApiProblem('Unauthorized', 'Unauthorized');
  const url = new URL(request.path, 'http://localhost');
  const fixed = fixedAnswer(request, url.pathname);
  if (fixed !== undefined) {
    reply.json(request.method === 'POST' ? 201 : 200, fixed);
    return;
  }
  const target = parseTarget(url.pathname);
  if (target === undefined)
    throw new ApiProblem('NotFound', 'the server could not find the requested resource');
  await answerObjects({ ...parts, request, reply, target, query: url.searchParams });
}

async function answerObjects(call: KubeCall): Promise<void> {
  const { request, reply, target, query, state } = call;
  const verb = `${request.method} ${target.name === undefined ? 'collection' : (target.subresource ?? 'object')}`;
  switch (verb) {
    case 'GET collection':
      if (query.get('watch') === 'true') {
        const { kind } = target.resource;
        await watchReply(state.objects, { kind, isOurs: selectorOf(call), query }, reply);
      } else reply.json(200, listAnswer(call));
      return;
    case 'GET object': {
      const { resource, namespace = '', name = '' } = target;
      reply.json(200, state.objects.get({ kind: resource.kind, namespace, name }));
      return;
    }
    case 'GET log':
      await logReply(call);
      return;
    case 'POST collection':
      reply.json(...(await createObject(call)));
      return;
    case 'PUT object':
      reply.json(...(await replaceObject(call)));
      return;
    case 'PATCH object':
      reply.json(...(await patchObject(call)));
      return;
    case 'DELETE collection':
      reply.json(...(await deleteCollection(call)));
      return;
    case 'DELETE object':
      reply.json(...(await deleteObject(call)));
      return;
    default:
      throw new ApiProblem(
        'NotImplemented',
        'the server does not allow this method on the requested resource',
      );
  }
}

/** Returns the answer to what is not about objects. */
function fixedAnswer({ method, body }: SeenRequest, path: string): unknown {
  if (method === 'GET' && path === '/version') return { major: '1', minor: '35', gitVersion: 'v1.35.4' };
  if (method === 'GET') return discover(path.replace(/^\/apis?\//, ''));
  if (/^\/apis\/authorization\.k8s\.io\/v1\/(?:self)?subjectaccessreviews$/.test(path))
    return { ...parseBody(body), status: { allowed: true } };
  if (path === '/apis/authentication.k8s.io/v1/selfsubjectreviews')
    return {
      ...parseBody(body),
      status: { userInfo: { username: 'tester', groups: ['system:authenticated'] } },
    };
  return undefined;
}

function kubeconfigOf(server: string, user: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server } }],
    users: [{ name: 'tester', user }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'tester', namespace: 'default' } }],
    'current-context': 'test',
  });
}
