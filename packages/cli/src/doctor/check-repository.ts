import type { Cluster } from '@tiphys/client';
import { ARTIFACT_LOCATIONS, type RunnableObject } from '@tiphys/models/facts';
import { needsIn } from './find-needs.ts';
import type { Finding, Found } from './finding.ts';
import { createLookUp, type FoundObject } from './look-up.ts';
import { needsRepository, type RepositoryReference, repositoryOf } from './needs-repository.ts';

const check = 'artifacts';
const DEFAULT_NAME = 'artifact-repositories';
const DEFAULT_KEY = 'workflows.argoproj.io/default-artifact-repository';
const CONTROLLER = 'workflow-controller-configmap';
/** The namespace that Argo's own manifests install it into. */
const ARGO_NAMESPACE = 'argo';

type LookUp = ReturnType<typeof createLookUp>;

/**
 * Checks that workflows find an artifact repository, and that its Secrets are there. Argo looks for it in the ConfigMap `artifact-repositories` of the
 * namespace, and then in the configuration of the controller. See docs/semantics/artifacts-and-volumes.md#only-a-key.
 */
export async function checkRepository(
  cluster: Cluster,
  objects: readonly RunnableObject[],
): Promise<readonly Finding[]> {
  const users = objects.filter(needsRepository);
  // Without a file, what a workflow would find by default.
  const references = users.length === 0 ? [undefined] : distinct(users.map(repositoryOf));
  const isNeeded = users.length > 0;
  if (objects.length > 0 && !isNeeded)
    return [{ check, level: 'ok', message: 'The file needs no artifact repository' }];
  const lookUp = createLookUp(cluster);
  const findings = await Promise.all(
    references.map(async (reference) => findRepository(cluster, lookUp, { reference, isNeeded })),
  );
  return findings.flat().map((found) => ({ check, ...found }));
}

interface WantedRepository {
  readonly reference: RepositoryReference | undefined;
  readonly isNeeded: boolean;
}

async function findRepository(
  cluster: Cluster,
  lookUp: LookUp,
  { reference, isNeeded }: WantedRepository,
): Promise<readonly Found[]> {
  const name = reference?.configMap ?? DEFAULT_NAME;
  const own = await lookUp({ kind: 'ConfigMap', name });
  if (own.state === 'unknown') return [{ level: 'unknown', message: own.reason }];
  if (own.state === 'found') {
    const key = reference?.key ?? own.object.metadata?.annotations?.[DEFAULT_KEY];
    return describeEntry(lookUp, { place: `the ConfigMap ${name}`, map: own.object, key });
  }
  if (reference !== undefined)
    return [
      {
        level: 'problem',
        message: `The ConfigMap ${name} of artifactRepositoryRef is missing in the namespace ${cluster.namespace}`,
        advice: 'Create it there, or remove artifactRepositoryRef to use the repository of the controller.',
      },
    ];
  return findAtController(cluster, lookUp, isNeeded);
}

interface Entry {
  readonly place: string;
  readonly map: FoundObject;
  readonly key: string | undefined;
}

async function describeEntry(lookUp: LookUp, { place, map, key }: Entry): Promise<readonly Found[]> {
  const text = key === undefined ? undefined : map.data?.[key];
  if (key === undefined || text === undefined)
    return [
      {
        level: 'problem',
        message:
          key === undefined ? `Nothing says which key of ${place} to use` : `${place} has no key ${key}`,
        advice: `Add the key, and name it in artifactRepositoryRef or in the annotation ${DEFAULT_KEY}.`,
      },
    ];
  return describeRepository(lookUp, `${place}, key ${key}`, await parse(text));
}

/** The controller may be anywhere, and its configuration may be hidden from users. */
async function findAtController(
  cluster: Cluster,
  lookUp: LookUp,
  isNeeded: boolean,
): Promise<readonly Found[]> {
  const namespaces = [...new Set([ARGO_NAMESPACE, cluster.namespace])];
  for (const namespace of namespaces) {
    const found = await lookUp({ kind: 'ConfigMap', name: CONTROLLER, namespace });
    if (found.state === 'unknown')
      return [
        {
          level: 'unknown',
          message: `The namespace ${cluster.namespace} has no ConfigMap ${DEFAULT_NAME}, and this user may not read the configuration of the controller in the namespace ${namespace}`,
        },
      ];
    if (found.state === 'missing') continue;
    const { config, artifactRepository } = found.object.data ?? {};
    const fields = config === undefined ? undefined : await parse(config);
    const value =
      artifactRepository === undefined
        ? fieldsOf(fields).artifactRepository
        : await parse(artifactRepository);
    const place = `the ConfigMap ${CONTROLLER} of the namespace ${namespace}`;
    if (value !== undefined) return describeRepository(lookUp, place, value);
  }
  return [
    {
      level: isNeeded ? 'problem' : 'warning',
      message: `No artifact repository: neither a ConfigMap ${DEFAULT_NAME} in the namespace ${cluster.namespace}, nor the configuration of a controller in ${namespaces.join(' or ')}`,
      advice: isNeeded
        ? 'Configure one, or set the option `artifacts` of the pipeline: files of this workflow have nowhere to go.'
        : 'Configure one, or set the option `artifacts` of pipelines whose outputs are files.',
    },
  ];
}

async function describeRepository(lookUp: LookUp, place: string, value: unknown): Promise<readonly Found[]> {
  const fields = fieldsOf(value);
  const kind = ARTIFACT_LOCATIONS.find((location) => fields[location] !== undefined);
  if (kind === undefined)
    return [
      {
        level: 'problem',
        message: `${place} does not describe an artifact repository`,
        advice: `It needs one of the fields ${ARTIFACT_LOCATIONS.join(', ')}.`,
      },
    ];
  const { bucket, container, endpoint } = fieldsOf(fields[kind]);
  const details = [bucket ?? container, endpoint && `at ${String(endpoint)}`].filter(Boolean).join(' ');
  const findings: Found[] = [
    { level: 'ok', message: `${[kind, details].filter(Boolean).join(' ')} (from ${place})` },
  ];
  for (const need of needsIn(value, 'ArtifactRepository')) {
    const found = await lookUp({ kind: need.kind, name: need.name });
    if (found.state === 'unknown') findings.push({ level: 'unknown', message: found.reason });
    const isMissing =
      found.state === 'missing' ||
      (found.state === 'found' && need.part !== undefined && found.object.data?.[need.part] === undefined);
    if (isMissing)
      findings.push({
        level: 'problem',
        message: `The ${need.kind} ${need.name}${need.part === undefined ? '' : ` with the key ${need.part}`} of the artifact repository is missing in the namespace`,
        advice: 'Create it with kubectl: pods read it in the namespace of the workflow.',
      });
  }
  return findings;
}

async function parse(text: string): Promise<unknown> {
  const { readYaml } = await import('@tiphys/yaml');
  const { documents, problems } = readYaml(text);
  return problems.length > 0 ? undefined : documents[0]?.value;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function distinct(
  references: readonly (RepositoryReference | undefined)[],
): readonly (RepositoryReference | undefined)[] {
  return [...new Map(references.map((one) => [`${one?.configMap ?? ''}#${one?.key ?? ''}`, one])).values()];
}
