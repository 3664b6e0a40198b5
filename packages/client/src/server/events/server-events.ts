import type { EventService } from '../../contract/events.ts';
import { listObjects } from '../objects/list-objects.ts';
import { WORKFLOW_EVENT_BINDINGS } from '../objects/object-api.ts';
import { checkName, checkNamespace, serverPath } from '../server-path.ts';
import type { ServerPlace } from '../server-place.ts';

/** Returns the event service of a namespace that an Argo Server reaches. */
export function createServerEvents(place: ServerPlace): EventService {
  return {
    async send(discriminator, payload, call) {
      const path = serverPath(['events', checkNamespace(place), checkName('discriminator', discriminator)]);
      await place.transport.json({ method: 'POST', path, body: payload }, call);
    },
    bindings: (filter) => listObjects(place, WORKFLOW_EVENT_BINDINGS, filter),
  };
}
