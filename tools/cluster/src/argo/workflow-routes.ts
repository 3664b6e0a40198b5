import type { Workflow } from '@tiphys/models';
import { OperationError, parseParameters, resume, selectWorkflows } from '@tiphys/operations';
import { RunsError } from '@tiphys/runs';
import { ApiProblem } from '../state/api-problem.ts';
import type { ClusterObject } from '../state/cluster-object.ts';
import { type Call, type Route, route } from './call.ts';
import { listReply, selectorOf, shown } from './list-objects.ts';
import { streamReply } from './stream-reply.ts';
import { workflowOfSubmission } from './submission.ts';

type Change = (call: Call, name: string) => Promise<Workflow>;

/** Routes of workflows. */
export const workflowRoutes: readonly Route[] = [
  route('GET', '/api/v1/workflows/?', (call) => listReply(call, sorted(call.state.objects.list('Workflow')))),
  route('GET', '/api/v1/workflows/{namespace}', (call) =>
    listReply(call, sorted(call.state.objects.list('Workflow', call.params.namespace))),
  ),
  route('POST', '/api/v1/workflows/{namespace}', async (call) => {
    const { workflow, serverDryRun } = call.body;
    if (workflow === undefined) throw new ApiProblem('BadRequest', 'workflow body not specified');
    return start(call, inNamespace(workflow, call), serverDryRun === true);
  }),
  route('POST', '/api/v1/workflows/{namespace}/lint', (call) => {
    const workflow = inNamespace(call.body.workflow, call);
    call.state.admit({ ...workflow, metadata: { ...workflow.metadata, name: 'lint-only' } });
    return shown(workflow);
  }),
  route('POST', '/api/v1/workflows/{namespace}/submit', async (call) => {
    const { submitOptions = {} } = call.body;
    const isDry = (submitOptions as { serverDryRun?: boolean }).serverDryRun === true;
    return start(call, workflowOfSubmission(call), isDry);
  }),
  route('GET', '/api/v1/workflows/{namespace}/{name}', (call) => shown(find(call))),
  route('DELETE', '/api/v1/workflows/{namespace}/{name}', async (call) => {
    const { kind, metadata } = find(call);
    const name = metadata.name ?? '';
    await call.state.runs.delete(name);
    call.state.objects.delete({ kind, namespace: metadata.namespace ?? '', name });
    return {};
  }),
  ...Object.entries(changes()).map(([verb, change]) =>
    route('PUT', `/api/v1/workflows/{namespace}/{name}/${verb}`, async (call) =>
      shown(await call.state.change(find(call), (name) => change(call, name))),
    ),
  ),
  route('GET', '/api/v1/workflows/{namespace}/{name}/log', (call) => streamReply(call, logsOf(call))),
  route('GET', '/api/v1/workflows/{namespace}/{name}/{pod}/log', (call) => streamReply(call, logsOf(call))),
  route('GET', '/api/v1/workflow-events/{namespace}', (call) => streamReply(call, eventsOf(call))),
];

function changes(): Readonly<Record<string, Change>> {
  return {
    stop: (call, name) =>
      shutDown(call, () => call.state.runs.stop(name, { ...texts(call, 'nodeFieldSelector', 'message') })),
    terminate: (call, name) => shutDown(call, () => call.state.runs.terminate(name)),
    suspend: async (call, name) => {
      try {
        return await call.state.runs.suspend(name);
      } catch (error) {
        const isEnded = error instanceof RunsError && error.code === 'RUNS_ENDED';
        const refusal = error instanceof OperationError ? error.argoMessage : undefined;
        const message = isEnded ? 'cannot suspend completed workflows' : refusal;
        if (message === undefined) throw error;
        throw new ApiProblem('BadRequest', `timed out waiting for the condition: ${message}`);
      }
    },
    resume: async (call, name) => {
      const current = await call.state.runs.get(name);
      const ended = ['Succeeded', 'Failed', 'Error'].includes(current.status?.phase ?? '');
      if (ended) return current;
      const options = texts(call, 'nodeFieldSelector');
      return internal(async () => {
        // What the server refuses, local runs may let pass.
        resume(current, { ...options, now: new Date() });
        return call.state.runs.resume(name, options);
      });
    },
    retry: (call, name) =>
      call.state.runs.retry(name, {
        ...texts(call, 'nodeFieldSelector'),
        restartSuccessful: call.body.restartSuccessful === true,
        parameters: parametersOf(call),
      }),
    resubmit: (call, name) =>
      call.state.runs.resubmit(name, {
        memoized: call.body.memoized === true,
        parameters: parametersOf(call),
      }),
    set: (call, name) => {
      const { nodeFieldSelector = '', outputParameters = '' } = texts(
        call,
        'nodeFieldSelector',
        'outputParameters',
      );
      const parameters = outputParameters === '' ? {} : JSON.parse(outputParameters);
      return internal(() =>
        call.state.runs.setNode(name, { nodeFieldSelector, parameters, ...texts(call, 'message', 'phase') }),
      );
    },
  };
}

/** What the server does not know to be the caller's mistake is its own. */
async function internal(change: () => Promise<Workflow>): Promise<Workflow> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    throw new ApiProblem('InternalError', error.argoMessage);
  }
}

/** Ends a workflow. Argo takes it for a fault of its own that there is nothing to end. */
async function shutDown(call: Call, change: () => Promise<Workflow>): Promise<Workflow> {
  try {
    return await internal(change);
  } catch (error) {
    if (!(error instanceof RunsError && error.code === 'RUNS_ENDED')) throw error;
    const { namespace = '', name = '' } = call.params;
    throw new ApiProblem(
      'InternalError',
      `cannot shutdown a completed workflow: workflow: "${name}", namespace: "${namespace}"`,
    );
  }
}

async function start(call: Call, workflow: ClusterObject, isDry: boolean): Promise<unknown> {
  return shown(isDry ? call.state.admit(workflow) : await call.state.submit(workflow));
}

function find({ state, params }: Call): ClusterObject {
  const { namespace = '', name = '' } = params;
  return state.objects.get({ kind: 'Workflow', namespace, name });
}

function inNamespace(workflow: unknown, { params }: Call): ClusterObject {
  // Its fields are judged when it is admitted.
  const given = workflow as ClusterObject;
  const { namespace = '' } = params;
  return {
    ...given,
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { ...given.metadata, namespace },
  };
}

/** Returns workflows in the order of the server's list. */
function sorted(workflows: readonly ClusterObject[]): readonly ClusterObject[] {
  const sortable = workflows as unknown as readonly Workflow[];
  return selectWorkflows(sortable) as unknown as readonly ClusterObject[];
}

function texts(call: Call, ...names: readonly string[]): Readonly<Record<string, string>> {
  const given = names.flatMap((name) => {
    const value = call.body[name];
    return typeof value === 'string' && value !== '' ? [[name, value]] : [];
  });
  return Object.fromEntries(given);
}

function parametersOf({ body }: Call): Readonly<Record<string, string>> {
  const given = Array.isArray(body.parameters) ? body.parameters.map(String) : [];
  return Object.fromEntries(parseParameters(given).map(({ name, value }) => [name, value]));
}

async function* logsOf(call: Call): AsyncGenerator<unknown> {
  const { query, reply, params } = call;
  const name = find(call).metadata.name ?? '';
  const tail = query.get('logOptions.tailLines');
  const node = params.pod ?? query.get('podName') ?? '';
  const lines = call.state.runs.logs(name, {
    signal: reply.signal,
    follow: query.get('logOptions.follow') === 'true',
    container: query.get('logOptions.container') ?? 'main',
    ...(tail !== null && { tail: Number(tail) }),
    ...(node !== '' && { node }),
    ...(query.has('grep') && { grep: query.get('grep') ?? '' }),
    ...(query.has('selector') && { selector: query.get('selector') ?? '' }),
  });
  const hasTimes = query.get('logOptions.timestamps') === 'true';
  // The times of a cluster never change; those of local runs are guesses, and become better while a task runs.
  for await (const { text, podName, nodeId } of lines)
    yield {
      content: hasTimes ? `${new Date(0).toISOString()} ${text}` : text,
      podName: podName ?? nodeId,
    };
}

async function* eventsOf({ state, query, params, reply }: Call): AsyncGenerator<unknown> {
  const matches = selectorOf(query);
  const isOurs = ({ kind, metadata }: ClusterObject): boolean =>
    kind === 'Workflow' && metadata.namespace === params.namespace;
  const [, name] = /metadata\.name=([^,]*)/.exec(query.get('listOptions.fieldSelector') ?? '') ?? [];
  const { namespace = '' } = params;
  if (name !== undefined) state.objects.get({ kind: 'Workflow', namespace, name });
  const given = query.get('listOptions.resourceVersion') ?? '';
  const begin = state.objects.version;
  if (given === '')
    for (const object of state.objects.list('Workflow', namespace).filter(matches))
      yield { type: 'ADDED', object: shown(object) };
  for await (const { type, object } of state.objects.changes(
    given === '' ? begin : Number(given),
    reply.signal,
  ))
    if (isOurs(object) && matches(object)) yield { type, object: shown(object) };
}
