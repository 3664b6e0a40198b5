import type { Invocation } from '../../state/activities/invocation.ts';
import type { HostActivity } from '../../state/activity.ts';
import type { TemplateRequest } from '../calls/template-request.ts';

/** Records that an activity belongs to an invocation of a host. */
export function adopt(host: HostActivity, id: string, invocation: Invocation): void {
  host.owners[id] = invocation.call.name;
  host.live += 1;
}

/** Returns the position of a call inside a steps or dag template. */
export function childCall(
  host: HostActivity,
): Pick<TemplateRequest, 'boundary' | 'depth' | 'nesting' | 'parent' | 'scope'> {
  return {
    scope: host.body.scope,
    boundary: host.id,
    parent: host.id,
    depth: host.depth + 1,
    nesting: host.body.nesting + 1,
  };
}
