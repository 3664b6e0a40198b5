import { checkName, checkNamespace, type ServerQuery, serverPath } from '../server-path.ts';
import type { ServerPlace } from '../server-place.ts';

/**
 * Returns the path of a run, or of something about it.
 *
 * @throws ClientError `CLIENT_ARGUMENT` if no namespace is chosen, or for a name that cannot be in a path
 */
export function runPath(
  place: ServerPlace,
  name: string,
  segments: readonly string[] = [],
  query: ServerQuery = {},
): string {
  return serverPath(['workflows', checkNamespace(place), checkName('run', name), ...segments], query);
}
