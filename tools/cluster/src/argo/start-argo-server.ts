import { type Loopback, startLoopback } from '../loopback/loopback.ts';
import type { Reply } from '../loopback/reply.ts';
import type { SeenRequest } from '../loopback/seen-request.ts';
import { ApiProblem } from '../state/api-problem.ts';
import { type ClusterState, type ClusterStateOptions, openClusterState } from '../state/cluster-state.ts';
import { archiveRoutes } from './archive-routes.ts';
import { artifactRoutes } from './artifact-routes.ts';
import { infoRoutes } from './info-routes.ts';
import { objectRoutes } from './object-routes.ts';
import { replyOfProblem } from './problem-reply.ts';
import { pruneFields } from './prune-fields.ts';
import { workflowRoutes } from './workflow-routes.ts';

/** Options of {@link startArgoServer}. */
export interface ArgoServerOptions extends ClusterStateOptions {
  /** The value of the header `authorization` that requests need. @default none */
  readonly authorization?: string;
  /** The path that the API is under, such as `/argo`. @default none */
  readonly basePath?: string;
  /** A cluster that has other servers, too; closing this server leaves it open. @default one of its own */
  readonly state?: ClusterState;
}

/** An Argo Server in this process. */
export interface ArgoServer extends Loopback {
  readonly state: ClusterState;
}

const ROUTES = [...infoRoutes, ...workflowRoutes, ...objectRoutes, ...archiveRoutes, ...artifactRoutes];

/** Starts a server that offers the API of the Argo Server. The workflows that it is given really run, as processes of this machine. */
export async function startArgoServer(options: ArgoServerOptions = {}): Promise<ArgoServer> {
  const state = options.state ?? openClusterState(options);
  const loopback = await startLoopback(async (request, reply) => {
    try {
      await answer(request, reply, state, options);
    } catch (error) {
      const { status, code, message } = replyOfProblem(error);
      reply.json(status, { code, message });
    }
  });
  return {
    ...loopback,
    url: `${loopback.url}${options.basePath ?? ''}`,
    state,
    async close() {
      await loopback.close();
      if (options.state === undefined) await state.close();
    },
  };
}

async function answer(
  request: SeenRequest,
  reply: Reply,
  state: ClusterState,
  { authorization, basePath = '' }: ArgoServerOptions,
): Promise<void> {
  if (authorization !== undefined && request.headers.authorization !== authorization)
    throw new ApiProblem('Unauthorized', 'Unauthorized');
  const url = new URL(request.path, 'http://localhost');
  const path = url.pathname.startsWith(basePath) ? url.pathname.slice(basePath.length) : '';
  for (const { method, path: pattern, answer: handle } of ROUTES) {
    const match = method === request.method ? pattern.exec(path) : null;
    if (match === null) continue;
    const params = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    const accept = String(request.headers.accept ?? '');
    const call = { state, params, query: url.searchParams, body: parseBody(request.body), accept, reply };
    const body = await handle(call);
    if (body !== undefined) reply.json(200, pruneFields(body, url.searchParams.get('fields') ?? ''));
    return;
  }
  throw new ApiProblem('NotImplemented', 'Not Implemented');
}

function parseBody(text: string): Readonly<Record<string, unknown>> {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new ApiProblem('BadRequest', 'unexpected EOF');
  }
}
