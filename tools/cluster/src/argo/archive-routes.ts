import type { Workflow } from '@tiphys/models';
import { parseParameters } from '@tiphys/operations';
import { ApiProblem } from '../state/api-problem.ts';
import type { ClusterObject } from '../state/cluster-object.ts';
import { type Call, type Route, route } from './call.ts';
import { listReply, shown } from './list-objects.ts';

/** Routes of archived workflows. */
export const archiveRoutes: readonly Route[] = [
  route('GET', '/api/v1/archived-workflows', (call) => {
    const prefix = call.query.get('namePrefix') ?? '';
    const [, namespace] =
      /metadata\.namespace=([^,]*)/.exec(call.query.get('listOptions.fieldSelector') ?? '') ?? [];
    const found = [...(call.state.archive?.values() ?? [])].filter(
      ({ metadata }) =>
        (metadata.name ?? '').startsWith(prefix) &&
        (namespace === undefined || metadata.namespace === namespace),
    );
    return listReply(call, found);
  }),
  route('GET', '/api/v1/archived-workflows/{uid}', (call) => shown(find(call))),
  route('DELETE', '/api/v1/archived-workflows/{uid}', (call) => {
    archiveOf(call).delete(find(call).metadata.uid ?? '');
    return {};
  }),
  route('PUT', '/api/v1/archived-workflows/{uid}/retry', (call) =>
    change(call, (name) =>
      call.state.runs.retry(name, {
        parameters: parametersOf(call),
        restartSuccessful: call.body.restartSuccessful === true,
        ...(typeof call.body.nodeFieldSelector === 'string' && {
          nodeFieldSelector: call.body.nodeFieldSelector,
        }),
      }),
    ),
  ),
  route('PUT', '/api/v1/archived-workflows/{uid}/resubmit', (call) =>
    change(call, (name) =>
      call.state.runs.resubmit(name, {
        parameters: parametersOf(call),
        memoized: call.body.memoized === true,
      }),
    ),
  ),
  route('GET', '/api/v1/archived-workflows-label-keys', (call) => ({
    items: distinct(labelsOf(call).map(([key]) => key)),
  })),
  route('GET', '/api/v1/archived-workflows-label-values', (call) => {
    const [, key = ''] = /^([^=!,]+)/.exec(call.query.get('listOptions.labelSelector') ?? '') ?? [];
    const values = labelsOf(call).filter(([name]) => name === key);
    return { items: distinct(values.map(([, value]) => value)) };
  }),
];

function archiveOf({ state }: Call): Map<string, ClusterObject> {
  if (state.archive === undefined)
    throw new ApiProblem('InternalError', 'getting archived workflows not supported');
  return state.archive;
}

function find(call: Call): ClusterObject {
  const found = archiveOf(call).get(call.params.uid ?? '');
  if (found === undefined) throw new ApiProblem('NotFound', 'not found');
  return found;
}

async function change(call: Call, operate: (name: string) => Promise<Workflow>): Promise<unknown> {
  return shown(await call.state.change(find(call), operate));
}

function labelsOf(call: Call): readonly (readonly [string, string])[] {
  return [...(call.state.archive?.values() ?? [])].flatMap(({ metadata }) =>
    Object.entries(metadata.labels ?? {}),
  );
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function parametersOf({ body }: Call): Readonly<Record<string, string>> {
  const given = Array.isArray(body.parameters) ? body.parameters.map(String) : [];
  return Object.fromEntries(parseParameters(given).map(({ name, value }) => [name, value]));
}
