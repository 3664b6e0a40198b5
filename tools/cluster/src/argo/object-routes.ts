import { ApiProblem } from '../state/api-problem.ts';
import type { ClusterObject } from '../state/cluster-object.ts';
import { findProblem } from '../state/find-problem.ts';
import { type Call, type Route, route } from './call.ts';
import { listReply, shown } from './list-objects.ts';

interface ObjectApi {
  readonly kind: string;
  /** With the namespace, if objects have one. */
  readonly path: string;
  /** The field of requests that holds the object. */
  readonly field: 'template' | 'cronWorkflow';
}

const APIS: readonly ObjectApi[] = [
  { kind: 'WorkflowTemplate', path: '/api/v1/workflow-templates/{namespace}', field: 'template' },
  { kind: 'ClusterWorkflowTemplate', path: '/api/v1/cluster-workflow-templates', field: 'template' },
  { kind: 'CronWorkflow', path: '/api/v1/cron-workflows/{namespace}', field: 'cronWorkflow' },
];

/** Routes of workflow templates, cluster workflow templates and cron workflows. */
export const objectRoutes: readonly Route[] = [
  ...APIS.flatMap(routesOf),
  ...[true, false].map((suspend) =>
    route('PUT', `/api/v1/cron-workflows/{namespace}/{name}/${suspend ? 'suspend' : 'resume'}`, (call) => {
      const cron = call.state.objects.get(named('CronWorkflow', call));
      const { suspend: _, ...spec } = cron.spec as Readonly<Record<string, unknown>>;
      return shown(call.state.objects.update({ ...cron, spec: suspend ? { ...spec, suspend } : spec }));
    }),
  ),
];

function routesOf({ kind, path, field }: ObjectApi): readonly Route[] {
  const objectOf = (call: Call): ClusterObject => {
    // Its fields are checked next.
    const given = call.body[field] as ClusterObject | undefined;
    if (given === undefined) throw new ApiProblem('BadRequest', `${field} body not specified`);
    const { namespace } = call.params;
    const object = {
      ...given,
      apiVersion: 'argoproj.io/v1alpha1',
      kind,
      metadata: { ...given.metadata, ...(namespace !== undefined && { namespace }) },
      ...(kind === 'CronWorkflow' && { status: given.status ?? NEW_CRON_STATUS }),
    };
    const problem = findProblem(object, call.state.references());
    if (problem !== undefined) throw new ApiProblem('BadRequest', problem);
    return object;
  };
  return [
    route('GET', path, (call) => listReply(call, call.state.objects.list(kind, call.params.namespace))),
    ...(path.includes('{')
      ? [
          route('GET', path.replace('/{namespace}', '/?'), (call) =>
            listReply(call, call.state.objects.list(kind)),
          ),
        ]
      : []),
    route('POST', path, (call) => {
      const object = objectOf(call);
      const options = (call.body.createOptions ?? {}) as { readonly dryRun?: readonly string[] };
      const isDry = options.dryRun?.includes('All') === true;
      return shown(isDry ? call.state.objects.admit(object) : call.state.objects.create(object));
    }),
    route('POST', `${path}/lint`, (call) => shown(objectOf(call))),
    route('GET', `${path}/{name}`, (call) => shown(call.state.objects.get(named(kind, call)))),
    route('PUT', `${path}/{name}`, (call) => shown(call.state.objects.update(objectOf(call)))),
    route('DELETE', `${path}/{name}`, (call) => {
      call.state.objects.delete(named(kind, call));
      return {};
    }),
  ];
}

const NEW_CRON_STATUS = {
  active: null,
  lastScheduledTime: null,
  conditions: null,
  succeeded: 0,
  failed: 0,
  phase: '',
};

function named(kind: string, { params }: Call): Parameters<Call['state']['objects']['get']>[0] {
  return { kind, namespace: params.namespace ?? '', name: params.name ?? '' };
}
