import type { ClusterWorkflowTemplate, WorkflowTemplate } from '@tiphys/models';
import type { CallOptions } from '@tiphys/runs';
import type { Cluster } from '../contract/cluster.ts';
import { createServerArchive } from './archive/server-archive.ts';
import { createServerDelivery } from './delivery/server-delivery.ts';
import { createServerEvents } from './events/server-events.ts';
import { readServerInfo, readServerVersion, type ServerInfo } from './info/server-info.ts';
import { CLUSTER_WORKFLOW_TEMPLATES, WORKFLOW_TEMPLATES } from './objects/object-api.ts';
import { createServerCronStore, createServerStore } from './objects/server-store.ts';
import type { ServerPlace } from './server-place.ts';

/** What a cluster offers besides runs. */
export interface ServerObjects
  extends Pick<
    Cluster,
    | 'workflowTemplates'
    | 'clusterWorkflowTemplates'
    | 'cronWorkflows'
    | 'archive'
    | 'events'
    | 'delivery'
    | 'version'
  > {
  /** Returns what the server tells about its configuration. */
  info(call?: CallOptions): Promise<ServerInfo>;
}

/** Returns the objects of a namespace that an Argo Server reaches. */
export function serverObjects(place: ServerPlace): ServerObjects {
  return {
    workflowTemplates: createServerStore<WorkflowTemplate>(place, WORKFLOW_TEMPLATES),
    clusterWorkflowTemplates: createServerStore<ClusterWorkflowTemplate>(place, CLUSTER_WORKFLOW_TEMPLATES),
    cronWorkflows: createServerCronStore(place),
    archive: createServerArchive(place),
    events: createServerEvents(place),
    delivery: createServerDelivery(place),
    info: (call) => readServerInfo(place.transport, call),
    version: (call) => readServerVersion(place.transport, call),
  };
}
