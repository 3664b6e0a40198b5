import type { Cluster } from '../../src/index.ts';
import type { ServerLink } from '../../src/server/info/server-info.ts';
import type { ServerObjects } from '../../src/server/server-objects.ts';
import type { Exchange, RecordedRequest } from './exchange.ts';
import { itemsOf, nameOf, objectOf, sentBody } from './expected-objects.ts';
import type { Replay } from './replay.ts';

const template = objectOf('WorkflowTemplate');
const clusterTemplate = objectOf('ClusterWorkflowTemplate');
const cron = objectOf('CronWorkflow');

/** How the exchanges with the Argo Server about templates, cron workflows and the archive are made, by name. */
export const serverObjectReplays: Readonly<Record<string, Replay>> = {
  version: {
    call: (cluster) => cluster.version(),
    gives: ({ response }) => ({ argo: (response.body as { readonly version: string }).version }),
  },
  info: {
    // Only this way has it.
    call: (cluster) => (cluster as Cluster & ServerObjects).info(),
    gives: ({ response }) => {
      const { links } = response.body as { readonly links: readonly ServerLink[] };
      return { links: links.map(({ name, scope, url }) => ({ name, scope, url })) };
    },
  },
  'template-create': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.create(sentTemplate(exchange)),
    gives: template,
  },
  'template-create-already-exists': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.create(sentTemplate(exchange)),
    code: 'CLIENT_CONFLICT',
  },
  'template-create-invalid': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.create(sentTemplate(exchange)),
    code: 'CLIENT_INVALID',
  },
  'template-get': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.get(nameOf(exchange)),
    gives: template,
  },
  'template-get-missing': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.get(nameOf(exchange)),
    code: 'CLIENT_NOT_FOUND',
  },
  'template-list': {
    call: ({ workflowTemplates }) => workflowTemplates.list(),
    gives: itemsOf('WorkflowTemplate'),
  },
  'template-lint': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.lint(sentTemplate(exchange)),
    gives: template,
  },
  'template-update': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.update(sentTemplate(exchange)),
    gives: template,
  },
  'template-update-conflict': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.update(sentTemplate(exchange)),
    code: 'CLIENT_CONFLICT',
  },
  'template-delete': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.delete(nameOf(exchange)),
  },
  'template-delete-missing': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.delete(nameOf(exchange)),
    code: 'CLIENT_NOT_FOUND',
  },
  'cluster-template-create': {
    call: ({ clusterWorkflowTemplates }, exchange) => clusterWorkflowTemplates.create(sentTemplate(exchange)),
    gives: clusterTemplate,
  },
  'cluster-template-get': {
    call: ({ clusterWorkflowTemplates }, exchange) => clusterWorkflowTemplates.get(nameOf(exchange)),
    gives: clusterTemplate,
  },
  'cluster-template-list': {
    call: ({ clusterWorkflowTemplates }) =>
      clusterWorkflowTemplates.list({ fields: { only: ['metadata.name'] } }),
    gives: itemsOf('ClusterWorkflowTemplate'),
  },
  'cluster-template-delete': {
    call: ({ clusterWorkflowTemplates }, exchange) => clusterWorkflowTemplates.delete(nameOf(exchange)),
  },
  'cron-create': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.create(sentCron(exchange)),
    gives: cron,
  },
  'cron-create-already-exists': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.create(sentCron(exchange)),
    code: 'CLIENT_CONFLICT',
  },
  'cron-create-bad-schedule': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.create(sentCron(exchange)),
    code: 'CLIENT_INVALID',
  },
  'cron-get': { call: ({ cronWorkflows }, exchange) => cronWorkflows.get(nameOf(exchange)), gives: cron },
  'cron-get-missing': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.get(nameOf(exchange)),
    code: 'CLIENT_NOT_FOUND',
  },
  'cron-list': { call: ({ cronWorkflows }) => cronWorkflows.list(), gives: itemsOf('CronWorkflow') },
  'cron-lint': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.lint(sentCron(exchange)),
    gives: cron,
  },
  'cron-suspend': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.suspend(nameBeforeVerb(exchange)),
    gives: cron,
  },
  'cron-resume': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.resume(nameBeforeVerb(exchange)),
    gives: cron,
  },
  'cron-update': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.update(sentCron(exchange)),
    gives: cron,
  },
  'cron-delete': { call: ({ cronWorkflows }, exchange) => cronWorkflows.delete(nameOf(exchange)) },
  'archived-list': {
    call: (cluster) => cluster.inNamespace('').archive.list({ limit: 5 }),
    gives: itemsOf('Workflow'),
  },
  'archived-get-missing': {
    call: ({ archive }, exchange) => archive.get(nameOf(exchange)),
    code: 'CLIENT_NOT_OFFERED',
  },
  'event-bindings-list': {
    call: ({ events }) => events.bindings(),
    gives: itemsOf('WorkflowEventBinding'),
  },
  'event-send': {
    call: ({ events }, exchange) => events.send(nameOf(exchange), sentBody(exchange)),
    code: 'CLIENT_FORBIDDEN',
  },
};

function sentTemplate<T>(exchange: Exchange): T {
  return sentBody<{ readonly template: T }>(exchange).template;
}

function sentCron<T>(exchange: Exchange): T {
  return sentBody<{ readonly cronWorkflow: T }>(exchange).cronWorkflow;
}

/** Returns the name in a path that ends with a verb: `/cron-workflows/default/nightly/suspend`. */
export function nameBeforeVerb({ request }: { readonly request: RecordedRequest }): string {
  return decodeURIComponent(request.path.split('/').at(-2) ?? '');
}
