import { type Cluster, type KubernetesObject, takesKind } from '@tiphys/client';
import type { RunnableObject } from '@tiphys/models/facts';
import { needsOfTemplate } from './called-templates.ts';
import { findNeeds, type Need, type NeededKind, needsIn } from './find-needs.ts';
import type { Finding } from './finding.ts';
import { createLookUp, type FoundObject, type LookedUp } from './look-up.ts';

/** What {@link checkNeeds} looks for. */
export interface NeedingFile {
  /** What runs, or is stored. */
  readonly objects: readonly RunnableObject[];
  /** Objects of the same file, which a submission creates if the cluster takes their kind. */
  readonly given: readonly KubernetesObject[];
}

/** A need, and the object that has it. */
interface NeedOf extends Need {
  readonly by: string;
}

type State =
  | { readonly state: 'found' | 'given' }
  /** The object itself, or only its part. */
  | { readonly state: 'missing'; readonly what: 'object' | 'part' }
  | { readonly state: 'unknown'; readonly reason: string };

type Checked = NeedOf & State;

/** Checks that everything is in the cluster that objects need there, and what the templates need that they call there. */
export async function checkNeeds(
  cluster: Cluster,
  { objects, given }: NeedingFile,
): Promise<readonly Finding[]> {
  const lookUp = createLookUp(cluster);
  const delivered = new Set(
    given.filter((one) => takesKind(cluster, one)).map(({ kind, metadata }) => `${kind}/${metadata.name}`),
  );
  const checked: Checked[] = [];
  const queue: NeedOf[] = objects.flatMap((object) => {
    const by = `${object.kind} ${object.metadata?.name ?? object.metadata?.generateName ?? ''}`.trim();
    return findNeeds(object).map((need) => ({ ...need, by }));
  });
  const seen = new Set<string>();
  // Grows while it is walked.
  for (const need of queue) {
    const key = `${need.namespace ?? ''}/${need.kind}/${need.name}#${need.part ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (need.name.includes('{{')) {
      checked.push({ ...need, state: 'unknown', reason: 'the name is computed' });
    } else if (delivered.has(`${need.kind}/${need.name}`)) {
      checked.push({ ...need, state: 'given' });
    } else {
      const found = await lookUp(need);
      checked.push({ ...need, ...stateOf(need, found) });
      if (found.state === 'found') queue.push(...needsBehind(need, found.object));
    }
  }
  return report(checked, cluster);
}

function stateOf({ kind, part }: Need, found: LookedUp): State {
  if (found.state === 'missing') return { state: 'missing', what: 'object' };
  if (found.state === 'unknown') return found;
  if (part === undefined || part.includes('{{')) return { state: 'found' };
  return partsOf(kind, found.object).includes(part) ? { state: 'found' } : { state: 'missing', what: 'part' };
}

function partsOf(kind: NeededKind, { data, binaryData, spec }: FoundObject): readonly string[] {
  if (kind === 'ConfigMap' || kind === 'Secret')
    return [...Object.keys(data ?? {}), ...Object.keys(binaryData ?? {})];
  return (spec?.templates ?? []).flatMap(({ name }) => name ?? []);
}

function needsBehind({ kind, name, part }: Need, object: FoundObject): readonly NeedOf[] {
  if (kind !== 'WorkflowTemplate' && kind !== 'ClusterWorkflowTemplate') return [];
  const needs =
    part === undefined ? needsIn(object, kind) : needsOfTemplate(object.spec?.templates ?? [], part);
  return needs.map((need) => ({ ...need, by: `${kind} ${name}` }));
}

function report(checked: readonly Checked[], cluster: Cluster): readonly Finding[] {
  const kinds = [...new Set(checked.map(({ kind }) => kind))].sort();
  return kinds.flatMap((kind) => {
    const own = checked.filter((one) => one.kind === kind);
    return [
      ...reportPresent(kind, own),
      ...reportUnknown(kind, own),
      ...own.flatMap((one) => (one.state === 'missing' ? [reportMissing(one, cluster)] : [])),
    ];
  });
}

function reportPresent(kind: NeededKind, checked: readonly Checked[]): readonly Finding[] {
  const namesOf = (state: string): readonly string[] => [
    ...new Set(checked.filter((one) => one.state === state).map(({ name }) => name)),
  ];
  const created = namesOf('given').map((name) => `${name} (is created by \`tiphys submit\`)`);
  const names = [...namesOf('found'), ...created];
  return names.length === 0 ? [] : [{ check: kind, level: 'ok', message: names.join(', ') }];
}

function reportUnknown(kind: NeededKind, checked: readonly Checked[]): readonly Finding[] {
  const unknown = checked.flatMap((one) => (one.state === 'unknown' ? [one] : []));
  const groups = Map.groupBy(unknown, ({ reason }) => reason);
  return [...groups].map(([reason, group]) => ({
    check: kind,
    level: 'unknown' as const,
    message: `${[...new Set(group.map(({ name }) => name))].join(', ')}: ${reason}`,
  }));
}

function reportMissing(
  { kind, name, part, namespace, by, path, dispensable, what }: Checked & { readonly state: 'missing' },
  cluster: Cluster,
): Finding {
  const place =
    kind === 'ClusterWorkflowTemplate'
      ? 'in the cluster'
      : `in the namespace ${namespace ?? cluster.namespace}`;
  const problem =
    what === 'object' ? `${name} is missing ${place}` : `${name} has no ${partName(kind)} ${part}`;
  return {
    check: kind,
    level: dispensable ? 'warning' : 'problem',
    message: `${problem}. The ${by} needs it (${path})`,
    advice: ADVICE[kind],
  };
}

function partName(kind: NeededKind): string {
  return kind === 'ConfigMap' || kind === 'Secret' ? 'key' : 'template';
}

const ADVICE: Readonly<Record<NeededKind, string>> = {
  ConfigMap: 'Create it there, or put it into the same file.',
  Secret: 'Create it there with kubectl.',
  ServiceAccount: 'Create it there with kubectl, with a Role for the tasks of workflows.',
  PersistentVolumeClaim:
    'Create it there with kubectl, or let the workflow create one with volumeClaimTemplates.',
  WorkflowTemplate: 'Store it there with `tiphys deploy`.',
  ClusterWorkflowTemplate: 'Store it with `tiphys deploy`.',
};
