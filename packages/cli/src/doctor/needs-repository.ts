import type { Artifact, ArtifactRepositoryRef, Template, WorkflowSpec } from '@tiphys/models';
import { hasArtifactLocation, type RunnableObject, toWorkflow } from '@tiphys/models/facts';

/** A repository that a workflow names. */
export type RepositoryReference = Pick<ArtifactRepositoryRef, 'configMap' | 'key'>;

/** Tells whether files of an object are stored where the artifact repository of the namespace says. */
export function needsRepository(object: RunnableObject): boolean {
  const spec = specOf(object);
  const { archiveLocation } = spec.templateDefaults ?? {};
  const hasDefault = archiveLocation !== undefined && hasArtifactLocation(archiveLocation);
  return (spec.templates ?? []).some((template) => {
    if (hasDefault || hasArtifactLocation(template.archiveLocation ?? {})) return false;
    return storesLogs(template, spec) || artifactsOf(template).some(isIncomplete);
  });
}

/** Returns the repository that an object names; undefined if it uses the default. */
export function repositoryOf(object: RunnableObject): RepositoryReference | undefined {
  return specOf(object).artifactRepositoryRef;
}

function specOf(object: RunnableObject): Partial<WorkflowSpec> {
  // A file of a user may lack it.
  return (toWorkflow(object).spec as WorkflowSpec | undefined) ?? {};
}

function storesLogs(
  { archiveLocation, container, script, containerSet }: Template,
  spec: Partial<WorkflowSpec>,
): boolean {
  const hasPod = container !== undefined || script !== undefined || containerSet !== undefined;
  return hasPod && (archiveLocation?.archiveLogs ?? spec.archiveLogs) === true;
}

function artifactsOf({
  inputs,
  outputs,
  container,
  script,
  containerSet,
  resource,
  plugin,
}: Template): readonly Artifact[] {
  // Those of steps and dags are passed on from tasks.
  const isTask = [container, script, containerSet, resource, plugin].some((one) => one !== undefined);
  if (!isTask) return [];
  // Without a location, an input comes from a task.
  const given = (inputs?.artifacts ?? []).filter(hasArtifactLocation);
  return [...given, ...(outputs?.artifacts ?? [])];
}

/** Tells whether an artifact has no location, or only a key in one. */
function isIncomplete(artifact: Artifact): boolean {
  if (!hasArtifactLocation(artifact)) return true;
  const { s3, gcs, oss, azure, hdfs } = artifact;
  return (
    (s3 ?? gcs ?? oss)?.bucket === '' ||
    [s3, gcs, oss].some((one) => one !== undefined && one.bucket === undefined) ||
    (azure !== undefined && (azure.container ?? '') === '') ||
    (hdfs !== undefined && (hdfs.addresses ?? []).length === 0)
  );
}
