import type { Reply } from '../loopback/reply.ts';
import type { SeenRequest } from '../loopback/seen-request.ts';
import { ApiProblem } from '../state/api-problem.ts';
import type { ClusterObject, ObjectName } from '../state/cluster-object.ts';
import type { ClusterState } from '../state/cluster-state.ts';
import type { Target } from './api-resource.ts';
import type { Controller } from './controller.ts';
import type { Kubelet } from './kubelet.ts';

/** What answers need. */
export interface KubernetesParts {
  readonly state: ClusterState;
  /** Undefined if workflows are only stored. */
  readonly controller: Controller | undefined;
  readonly kubelet: Kubelet;
  /** What each manager has applied last, by object. */
  readonly applied: Map<string, unknown>;
}

/** A request about objects, taken apart. */
export interface KubeCall extends KubernetesParts {
  readonly request: SeenRequest;
  readonly target: Target;
  readonly query: URLSearchParams;
  readonly reply: Reply;
}

/** Returns the object that was sent, in the namespace and with the kind of the path. */
export function objectOf({ request, target }: KubeCall): ClusterObject {
  const given = parseBody(request.body) as unknown as ClusterObject;
  const { kind, apiVersion } = target.resource;
  const { metadata = {} } = given;
  const { namespace = '' } = target;
  if (metadata.namespace !== undefined && metadata.namespace !== namespace)
    throw new ApiProblem(
      'BadRequest',
      `the namespace of the provided object does not match the namespace sent on the request`,
    );
  const place = namespace === '' ? {} : { namespace };
  return { ...given, apiVersion, kind, metadata: { ...metadata, ...place } };
}

/** Returns the JSON of a body. */
export function parseBody(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiProblem(
      'BadRequest',
      "the object provided is unrecognized: couldn't get version/kind; json parse error",
    );
  }
}

/** Returns the name of the object of a path. */
export function objectNameOf({ target }: KubeCall): ObjectName {
  const { resource, namespace = '', name = '' } = target;
  return { kind: resource.kind, namespace, name };
}

/** Tells whether nothing is to be stored. */
export function isDryRun({ query }: KubeCall): boolean {
  return query.get('dryRun') === 'All';
}
