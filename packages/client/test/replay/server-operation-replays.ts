import type { ArgoServerCluster, Cluster, ServerOperations } from '../../src/index.ts';
import type { Exchange } from './exchange.ts';
import { sentBody } from './expected-objects.ts';
import type { Replay } from './replay.ts';
import { nameBeforeVerb } from './server-object-replays.ts';
import { written } from './written-request.ts';

/** Replays an operation by its name. It gives the reply as it was recorded. */
function operation(
  call: (operations: ServerOperations, exchange: Exchange) => Promise<unknown>,
  code?: string,
): Replay {
  return {
    means: 'operation',
    call: (cluster, exchange) => call(operationsOf(cluster), exchange),
    gives: ({ response }) => response.body,
    code,
  };
}

/** Replays an operation on a run of the namespace `default`. */
function onRun(
  call: (
    operations: ServerOperations,
    run: { readonly namespace: string; readonly name: string },
  ) => Promise<unknown>,
  code?: string,
): Replay {
  return operation(
    (operations, exchange) => call(operations, { namespace: 'default', name: nameBeforeVerb(exchange) }),
    code,
  );
}

/** Returns what a recorded request starts a workflow from. */
function templateOf(exchange: Exchange): { readonly resourceKind: string; readonly resourceName: string } {
  const { resourceKind, resourceName } = sentBody<ReturnType<typeof templateOf>>(exchange);
  return { resourceKind, resourceName };
}

/** Returns the operations of a cluster. */
export function operationsOf(cluster: Cluster): ServerOperations {
  // Only this way has them.
  return (cluster as ArgoServerCluster).operations;
}

const namespace = 'default';

/** How the exchanges with the Argo Server that no call of a cluster makes are made, by name: other legal forms, and requests that are wrong. */
export const serverOperationReplays: Readonly<Record<string, Replay>> = {
  'create-no-body': operation(
    (operations) => operations.call('WorkflowService_CreateWorkflow', { namespace, body: {} }),
    'CLIENT_INVALID',
  ),
  'create-bad-json': { ...written, code: 'CLIENT_INVALID' },
  'list-fields': operation((operations) =>
    operations.call('WorkflowService_ListWorkflows', {
      namespace,
      query: { fields: 'metadata,items.metadata.name,items.status.phase' },
    }),
  ),
  'list-continue': operation((operations) =>
    operations.call('WorkflowService_ListWorkflows', {
      namespace,
      query: { 'listOptions.limit': 1, 'listOptions.continue': '', fields: 'metadata,items.metadata.name' },
    }),
  ),
  'list-name-prefix': operation((operations) =>
    operations.call('WorkflowService_ListWorkflows', {
      namespace,
      query: {
        'listOptions.fieldSelector': 'metadata.name=on',
        nameFilter: 'Prefix',
        fields: 'items.metadata.name',
      },
    }),
  ),
  'list-name-contains': operation((operations) =>
    operations.call('WorkflowService_ListWorkflows', {
      namespace,
      query: {
        'listOptions.fieldSelector': 'metadata.name=ne',
        nameFilter: 'Contains',
        fields: 'items.metadata.name',
      },
    }),
  ),
  'set-unknown-parameter': onRun(
    (operations, run) =>
      operations.call('WorkflowService_SetWorkflow', {
        ...run,
        body: { nodeFieldSelector: 'displayName=s', outputParameters: '{"nope":"1"}' },
      }),
    'CLIENT_SERVER',
  ),
  'set-no-match': onRun(
    (operations, run) =>
      operations.call('WorkflowService_SetWorkflow', {
        ...run,
        body: { nodeFieldSelector: 'displayName=zzz', outputParameters: '{"approve":"YES"}' },
      }),
    'CLIENT_SERVER',
  ),
  'set-outputs': onRun((operations, run) =>
    operations.call('WorkflowService_SetWorkflow', {
      ...run,
      body: {
        ...run,
        nodeFieldSelector: 'displayName=s',
        outputParameters: '{"approve":"YES"}',
        message: 'by hand',
      },
    }),
  ),
  'suspend-completed': onRun(
    (operations, run) => operations.call('WorkflowService_SuspendWorkflow', { ...run, body: {} }),
    'CLIENT_INVALID',
  ),
  'resume-completed': onRun((operations, run) =>
    operations.call('WorkflowService_ResumeWorkflow', { ...run, body: {} }),
  ),
  'stop-completed': onRun(
    (operations, run) => operations.call('WorkflowService_StopWorkflow', { ...run, body: {} }),
    'CLIENT_SERVER',
  ),
  'terminate-completed': onRun(
    (operations, run) => operations.call('WorkflowService_TerminateWorkflow', { ...run, body: {} }),
    'CLIENT_SERVER',
  ),
  'terminate-missing': onRun(
    (operations, run) => operations.call('WorkflowService_TerminateWorkflow', { ...run, body: {} }),
    'CLIENT_NOT_FOUND',
  ),
  'retry-missing': onRun(
    (operations, run) => operations.call('WorkflowService_RetryWorkflow', { ...run, body: {} }),
    'CLIENT_NOT_FOUND',
  ),
  'submit-from-template': operation((operations, exchange) =>
    operations.call('WorkflowService_SubmitWorkflow', {
      namespace,
      body: {
        namespace,
        ...templateOf(exchange),
        submitOptions: { name: 'from-tpl', parameters: ['p=z'], labels: 'x=y,team=blue' },
      },
    }),
  ),
  'submit-generate-name': operation((operations, exchange) =>
    operations.call('WorkflowService_SubmitWorkflow', {
      namespace,
      body: { ...templateOf(exchange), submitOptions: { generateName: 'sub-' } },
    }),
  ),
  'submit-unknown-kind': operation(
    (operations, exchange) =>
      operations.call('WorkflowService_SubmitWorkflow', {
        namespace,
        body: { ...templateOf(exchange), submitOptions: {} },
      }),
    'CLIENT_INVALID',
  ),
  'not-a-path': { ...written, code: 'CLIENT_NOT_OFFERED' },
  'wrong-method': { ...written, code: 'CLIENT_NOT_OFFERED' },
};
