import type { WorkflowEventBinding } from '@tiphys/models';
import { ClientError } from '../../contract/client-error.ts';
import type { EventService } from '../../contract/events.ts';
import { WORKFLOW_EVENT_BINDINGS } from '../api/resource.ts';
import type { NamespacePlace } from '../namespace-place.ts';
import { listStored } from './object-store.ts';

/** Returns what of the event service the Kubernetes API offers in a namespace. */
export function createEvents(where: NamespacePlace): EventService {
  return {
    async send() {
      throw new ClientError(
        'CLIENT_NOT_OFFERED',
        'The Kubernetes API takes no events for workflows. Use the Argo Server: --server URL.',
      );
    },
    bindings: (filter) => listStored<WorkflowEventBinding>(where, WORKFLOW_EVENT_BINDINGS, filter),
  };
}
