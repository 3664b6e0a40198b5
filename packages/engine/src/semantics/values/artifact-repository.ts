import type { ArtifactLocation } from '@tiphys/models';
import { ARTIFACT_LOCATIONS } from '@tiphys/models/facts';
import { readYaml } from '@tiphys/yaml';
import type { SpecFields, TemplateFields } from '../../manifest/fields.ts';
import { findObject } from '../../manifest/find-object.ts';
import type { RunState } from '../../state/run-state.ts';
import { substitute } from './substitution.ts';
import { globalsOf } from './variables.ts';

/** What finds the artifact repository of a run. */
export type RepositorySource = Pick<RunState, 'spec' | 'identity' | 'objects'>;

/** The artifact repository of a run. */
interface Repository {
  /** Its location, with the pattern of its keys as key. Absent for the one that the controller is configured with. */
  readonly location?: ArchiveLocation;
  readonly archiveLogs: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** A location, or `archiveLogs` alone. */
interface ArchiveLocation extends Fields {
  readonly archiveLogs?: boolean;
}

/** Pattern of the keys of a repository without a pattern of its own. */
const DEFAULT_PATTERN = '{{workflow.name}}/{{pod.name}}';

/** The fields of a repository with the pattern of its keys, and the fields of a location that they become. */
const KEY_FIELDS: Readonly<Record<string, readonly [pattern: string, key: string]>> = {
  azure: ['blobNameFormat', 'blob'],
  gcs: ['keyFormat', 'key'],
  hdfs: ['pathFormat', 'path'],
  oss: ['keyFormat', 'key'],
  plugin: ['keyFormat', 'key'],
  s3: ['keyFormat', 'key'],
};

const repositories = new WeakMap<SpecFields, Repository>();

/**
 * Checks that the artifact repository of a run exists. See docs/semantics/artifacts-and-volumes.md#only-a-key.
 *
 * @throws Error with Argo's message
 */
export function assertRepository(source: RepositorySource): void {
  repositoryOf(source);
}

function repositoryOf(source: RepositorySource): Repository {
  const known = repositories.get(source.spec);
  if (known !== undefined) return known;
  const found = readRepository(source);
  repositories.set(source.spec, found);
  return found;
}

function readRepository({ spec, identity, objects }: RepositorySource): Repository {
  const reference = spec.artifactRepositoryRef as
    | { readonly configMap?: string; readonly key?: string }
    | undefined;
  const name = reference?.configMap || 'artifact-repositories';
  const map = findObject(objects, 'ConfigMap', name);
  if (map === undefined) {
    // The configuration of the controller, which a local run does not have.
    if (reference === undefined) return { archiveLogs: false };
    throw new Error(
      'failed to resolve artifact repository: failed to find any artifact repository - should never happen',
    );
  }
  const key = reference?.key || (map.metadata?.annotations?.[DEFAULT_ANNOTATION] ?? '');
  const text = map.data?.[key];
  const shown = `${identity.namespace}/${reference?.configMap ?? ''}#${reference?.key ?? ''}`;
  const wrap = (reason: string): Error =>
    new Error(
      `failed to resolve artifact repository: error getting config map for artifact repository ref "${shown}": ${reason}`,
    );
  if (text === undefined) throw wrap(`config map missing key ${shown} for artifact repository ref "${key}"`);
  const { documents, problems } = readYaml(text);
  const value = documents[0]?.value;
  if (problems.length > 0 || !isFields(value))
    throw wrap(`the key "${key}" of the ConfigMap "${name}" is not the YAML of an artifact repository`);
  return toRepository(value);
}

const DEFAULT_ANNOTATION = 'workflows.argoproj.io/default-artifact-repository';

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Converts the configuration of a repository to the location that its pods get. */
function toRepository({ archiveLogs, ...config }: Fields): Repository {
  const kind = ARTIFACT_LOCATIONS.find((candidate) => isFields(config[candidate]));
  const logs = archiveLogs === true;
  if (kind === undefined) return { archiveLogs: logs };
  const fields = config[kind] as Fields;
  if (kind === 'artifactory') {
    const { keyFormat, repoURL, ...rest } = fields;
    const url = `${String(repoURL ?? '')}/${String(keyFormat || DEFAULT_PATTERN)}`;
    return { location: { artifactory: { ...rest, url } }, archiveLogs: logs };
  }
  const [patternField, keyField] = KEY_FIELDS[kind] ?? ['keyFormat', 'key'];
  const { [patternField]: pattern, keyPrefix, ...rest } = fields;
  const prefix = keyPrefix ? `${String(keyPrefix)}/` : '';
  const key = pattern ? String(pattern) : `${prefix}${DEFAULT_PATTERN}`;
  return { location: { [kind]: { ...rest, [keyField]: key } }, archiveLogs: logs };
}

/** Returns the location of the artifact repository of a run; undefined if it is unknown. */
export function artifactRepository(source: RepositorySource): ArtifactLocation | undefined {
  try {
    // The configuration has the fields of the type.
    return repositoryOf(source).location as ArtifactLocation | undefined;
  } catch {
    // The run has ended with this error.
    return undefined;
  }
}

/**
 * Gives a template the archive location of its pod: its own, or the artifact repository of the run, with the tags in its key replaced.
 * See docs/semantics/artifacts-and-volumes.md#keys-of-outputs.
 *
 * @throws Error `failed to resolve {{...}}` if a tag has no value
 */
export function withArchiveLocation(
  run: RunState,
  template: TemplateFields,
  podName: string,
): TemplateFields {
  const own = template.archiveLocation as ArchiveLocation | undefined;
  const { location, archiveLogs: always } = repositoryOf(run);
  const archiveLogs = always || (own?.archiveLogs ?? run.spec.archiveLogs) === true;
  const hasOwn = own !== undefined && ARTIFACT_LOCATIONS.some((kind) => isFields(own[kind]));
  const found = hasOwn ? own : location;
  if (found === undefined && !archiveLogs) return template;
  const variables = new Map<string, unknown>([
    ...globalsOf(run),
    ...inputVariables(template),
    ['pod.name', podName],
  ]);
  const filled = substitute(found ?? {}, variables, 'lenient');
  const unresolved = /\{\{.*?\}\}/.exec(JSON.stringify(filled));
  if (unresolved !== null) throw new Error(`failed to resolve ${unresolved[0]}`);
  return { ...template, archiveLocation: { ...filled, archiveLogs } };
}

function inputVariables({ inputs }: TemplateFields): readonly (readonly [string, unknown])[] {
  return (inputs?.parameters ?? [])
    .filter(({ value }) => value !== undefined)
    .map(({ name, value }) => [`inputs.parameters.${name}`, value] as const);
}
