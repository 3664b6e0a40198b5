import { itemsOf, nameOf, objectOf, sentBody } from './expected-objects.ts';
import { createObject, deleteObject, patchObject } from './kubernetes-object-replays.ts';
import type { Replay } from './replay.ts';

const template = objectOf('WorkflowTemplate');
const cron = objectOf('CronWorkflow');

/** How the exchanges with the Kubernetes API about ConfigMaps, templates and cron workflows are made, by name. */
export const kubernetesStoredReplays: Readonly<Record<string, Replay>> = {
  'configmap-create': createObject,
  'configmap-create-already-exists': { ...createObject, code: 'CLIENT_CONFLICT' },
  'configmap-get': {
    call: ({ delivery }, exchange) =>
      delivery.read({ apiVersion: 'v1', kind: 'ConfigMap', name: nameOf(exchange) }),
    gives: ({ response }) => {
      const { metadata, ...fields } = response.body as { readonly metadata: object };
      return { ...fields, metadata: { ...metadata, managedFields: undefined } };
    },
  },
  'configmap-get-missing': {
    call: ({ delivery }, exchange) =>
      delivery.read({ apiVersion: 'v1', kind: 'ConfigMap', name: nameOf(exchange) }),
    gives: () => undefined,
  },
  'configmap-patch': patchObject({}, { apiVersion: 'v1', kind: 'ConfigMap' }),
  'configmap-delete': deleteObject({}, { apiVersion: 'v1', kind: 'ConfigMap' }),
  'workflow-template-create': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.create(sentBody(exchange)),
    gives: template,
  },
  'workflow-template-create-already-exists': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.create(sentBody(exchange)),
    code: 'CLIENT_CONFLICT',
  },
  'workflow-template-get': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.get(nameOf(exchange)),
    gives: template,
  },
  'workflow-template-list': {
    call: ({ workflowTemplates }) => workflowTemplates.list(),
    gives: itemsOf('WorkflowTemplate'),
  },
  'workflow-template-delete': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.delete(nameOf(exchange)),
  },
  'workflow-template-get-missing': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.get(nameOf(exchange)),
    code: 'CLIENT_NOT_FOUND',
  },
  'cron-workflow-create': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.create(sentBody(exchange)),
    gives: cron,
  },
  'cron-workflow-create-bad-enum': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.create(sentBody(exchange)),
    code: 'CLIENT_INVALID',
  },
  'cron-workflow-get': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.get(nameOf(exchange)),
    gives: cron,
  },
  'cron-workflow-list': {
    call: ({ cronWorkflows }) => cronWorkflows.list(),
    gives: itemsOf('CronWorkflow'),
  },
  'cron-workflow-delete': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.delete(nameOf(exchange)),
  },
  'cluster-workflow-template-create': {
    call: ({ clusterWorkflowTemplates }, exchange) => clusterWorkflowTemplates.create(sentBody(exchange)),
    gives: objectOf('ClusterWorkflowTemplate'),
  },
  'cluster-workflow-template-get': {
    call: ({ clusterWorkflowTemplates }, exchange) => clusterWorkflowTemplates.get(nameOf(exchange)),
    gives: objectOf('ClusterWorkflowTemplate'),
  },
  'cluster-workflow-template-list': {
    call: ({ clusterWorkflowTemplates }) => clusterWorkflowTemplates.list(),
    gives: itemsOf('ClusterWorkflowTemplate'),
  },
  'cluster-workflow-template-delete': {
    call: ({ clusterWorkflowTemplates }, exchange) => clusterWorkflowTemplates.delete(nameOf(exchange)),
  },
};
