import { matchesLabels, OperationError, parseLabelSelector } from '@tiphys/operations';
import { ApiProblem } from '../state/api-problem.ts';
import type { ClusterObject } from '../state/cluster-object.ts';
import type { KubeCall } from './kube-call.ts';

/** Returns a function that tells whether a request is about an object. */
export function selectorOf({ target, query }: KubeCall): (object: ClusterObject) => boolean {
  const labels = parseLabels(query.get('labelSelector') ?? '');
  const fields = parseFields(query.get('fieldSelector') ?? '');
  const { resource, namespace } = target;
  return (object) =>
    object.kind === resource.kind &&
    (namespace === undefined || (object.metadata.namespace ?? '') === namespace) &&
    matchesLabels(labels, object.metadata.labels ?? {}) &&
    fields.every(({ part, field, isNot, value }) => (fieldIn(object[part], field) === value) !== isNot);
}

function parseLabels(text: string): ReturnType<typeof parseLabelSelector> {
  try {
    return parseLabelSelector(text);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    throw new ApiProblem('BadRequest', `unable to parse requirement: ${error.argoMessage}`);
  }
}

function fieldIn(part: unknown, field: string): unknown {
  return (part as Readonly<Record<string, unknown>> | undefined)?.[field]; // a part of an object is one, too
}

interface FieldTerm {
  readonly part: 'metadata' | 'involvedObject';
  readonly field: string;
  readonly isNot: boolean;
  readonly value: string;
}

function parseFields(text: string): readonly FieldTerm[] {
  return text
    .split(',')
    .filter((term) => term !== '')
    .map((term) => {
      const [, part, field, operator, value = ''] =
        /^(metadata|involvedObject)\.(name|namespace|kind)(!=|==?)(.*)$/.exec(term) ?? [];
      if (field === undefined || (part !== 'metadata' && part !== 'involvedObject'))
        throw new ApiProblem('BadRequest', `field label not supported: ${term.replace(/[!=].*$/, '')}`);
      return { part, field, isNot: operator === '!=', value };
    });
}

/** Returns a list of objects, or a page of it. */
export function listAnswer(call: KubeCall): unknown {
  const { state, target, query, request } = call;
  const { kind, apiVersion } = target.resource;
  const selected = state.objects.list(kind).filter(selectorOf(call)).toSorted(byName);
  const limit = Number(query.get('limit') ?? 0);
  const [start = 0, version = state.objects.version] = (query.get('continue') ?? '')
    .split('-')
    .filter((part) => part !== '')
    .map(Number);
  const end = limit > 0 ? start + limit : selected.length;
  const isPartial = String(request.headers.accept ?? '').includes('as=PartialObjectMetadataList');
  return {
    kind: isPartial ? 'PartialObjectMetadataList' : `${kind}List`,
    apiVersion: isPartial ? 'meta.k8s.io/v1' : apiVersion,
    metadata: {
      resourceVersion: String(version),
      ...(end < selected.length && { continue: `${end}-${version}` }),
    },
    items: selected.slice(start, end).map((object) => (isPartial ? partOf(object) : object)),
  };
}

function partOf({ metadata }: ClusterObject): unknown {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}

function byName(a: ClusterObject, b: ClusterObject): number {
  const key = ({ metadata }: ClusterObject): string => `${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
  return key(a) < key(b) ? -1 : 1;
}
