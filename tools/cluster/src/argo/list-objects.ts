import { matchesLabels, parseLabelSelector } from '@tiphys/operations';
import type { ClusterObject } from '../state/cluster-object.ts';
import type { Call } from './call.ts';

/** Returns an object as the Argo Server shows it: without its kind. */
export function shown({ apiVersion: _, kind: __, ...object }: ClusterObject): unknown {
  return object;
}

/** Returns a list as the Argo Server shows it, with the objects that the options of a request select. */
export function listReply(call: Call, objects: readonly ClusterObject[]): unknown {
  const selected = objects.filter(selectorOf(call.query));
  const limit = Number(call.query.get('listOptions.limit') ?? 0);
  const start = Number(call.query.get('listOptions.continue') ?? 0);
  const end = limit > 0 ? start + limit : selected.length;
  return {
    metadata: {
      resourceVersion: String(call.state.objects.version),
      ...(end < selected.length && { continue: String(end) }),
    },
    items: selected.length === 0 ? null : selected.slice(start, end).map(shown),
  };
}

/** Returns a function that tells whether an object fulfils the selectors of a request. */
export function selectorOf(query: URLSearchParams): (object: ClusterObject) => boolean {
  const labels = parseLabelSelector(query.get('listOptions.labelSelector') ?? '');
  const name = nameTest(query);
  const after = Date.parse(query.get('createdAfter') ?? '');
  const before = Date.parse(query.get('finishedBefore') ?? '');
  return (object) => {
    const { metadata, status } = object;
    const finished = Date.parse((status as { finishedAt?: string } | undefined)?.finishedAt ?? '');
    return (
      matchesLabels(labels, metadata.labels ?? {}) &&
      name(metadata.name ?? '') &&
      (Number.isNaN(after) || Date.parse(metadata.creationTimestamp ?? '') > after) &&
      (Number.isNaN(before) || finished < before)
    );
  };
}

function nameTest(query: URLSearchParams): (name: string) => boolean {
  const [, wanted] =
    /(?:^|,)metadata\.name==?([^,]*)/.exec(query.get('listOptions.fieldSelector') ?? '') ?? [];
  const filter = query.get('nameFilter') ?? 'Exact';
  if (wanted === undefined) return () => true;
  if (filter === 'Prefix') return (name) => name.startsWith(wanted);
  return filter === 'Contains' ? (name) => name.includes(wanted) : (name) => name === wanted;
}
