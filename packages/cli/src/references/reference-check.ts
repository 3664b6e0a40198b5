import { ClientError, type Cluster } from '@tiphys/client';
import { isArgoObject } from '@tiphys/models/facts';
import { type Need, needsIn } from '../doctor/find-needs.ts';
import { createLookUp, type LookedUp } from '../doctor/look-up.ts';
import type { World } from '../world/world.ts';

/** An object of any kind. */
interface AnyObject {
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown };
}

/**
 * Checks that the templates exist that an object refers to.
 *
 * @throws ClientError `CLIENT_INVALID` if one is missing, as the Argo Server refuses such an object
 */
export type ReferenceCheck = (object: AnyObject) => Promise<void>;

/**
 * Returns a check of references, which the Kubernetes API does not make. The Argo Server makes it by itself, so that nothing is checked there.
 *
 * @param given objects of the same command, which need not be in the cluster; what they refer to must be
 */
export function createReferenceCheck(
  cluster: Cluster,
  given: readonly AnyObject[],
  world: World,
): ReferenceCheck {
  if (cluster.mode === 'server') return async () => {};
  const lookUp = createLookUp(cluster);
  const held = new Map(given.map((object) => [`${object.kind}/${object.metadata?.name}`, object]));
  const told = new Set<string>();
  const tell = (what: string, reason: string): void => {
    if (!told.has(what)) world.terminal.err(`warning: not checked whether there is ${what}: ${reason}\n`);
    told.add(what);
  };
  return async (object) => {
    const missing: string[] = [];
    const queue = [object];
    const seen = new Set<string>();
    // Grows while it is walked.
    for (const one of queue)
      for (const need of referencesIn(one)) {
        const key = `${need.kind}/${need.name}`;
        const ofGiven = held.get(key);
        if (ofGiven !== undefined) {
          if (!seen.has(key)) queue.push(ofGiven);
          seen.add(key);
          continue;
        }
        const what = `${need.kind} "${need.name}"`;
        const found = await lookUp(need);
        if (found.state === 'unknown') tell(what, found.reason);
        const where = one === object ? need.path : `${need.path} of the ${one.kind} "${one.metadata?.name}"`;
        const problem = problemOf({ ...need, path: where }, found, cluster);
        if (problem !== undefined) missing.push(problem);
        // The templates of a workflowTemplateRef are those of the workflow itself.
        const isWhole = need.part === undefined && found.state === 'found';
        if (isWhole && !seen.has(key)) queue.push(found.object);
        seen.add(key);
      }
    if (missing.length > 0)
      throw new ClientError(
        'CLIENT_INVALID',
        `${[...new Set(missing)].join(' ')} Fix the name, or create the template first.`,
      );
  };
}

/** Returns the templates of a cluster that an object refers to by a name that is known. */
function referencesIn(object: AnyObject): readonly Need[] {
  if (!isArgoObject(object)) return [];
  const namespace = object.metadata?.namespace;
  return needsIn(object, object.kind)
    .filter(({ kind, name }) => kind.endsWith('WorkflowTemplate') && !name.includes('{{'))
    .map((need) =>
      need.kind === 'WorkflowTemplate' && typeof namespace === 'string' && namespace !== ''
        ? { ...need, namespace }
        : need,
    );
}

function problemOf(
  { kind, name, part, namespace, path }: Need,
  found: LookedUp,
  cluster: Cluster,
): string | undefined {
  const place =
    kind === 'WorkflowTemplate' ? `the namespace ${namespace ?? cluster.namespace}` : 'the cluster';
  if (found.state === 'missing') return `There is no ${kind} "${name}" in ${place} (${path}).`;
  if (found.state === 'unknown' || part === undefined || part.includes('{{')) return undefined;
  const templates = (found.object.spec?.templates ?? []).map((template) => template.name);
  if (templates.includes(part)) return undefined;
  return `The ${kind} "${name}" in ${place} has no template "${part}" (${path}).`;
}
