import type { ArtifactLocation, ArtifactRepository } from '@tiphys/models';
import { writeYaml } from '@tiphys/yaml';
import type { AnyPipeline } from '../../author/pipelines/any-pipeline.ts';
import { locate } from '../../ir/call-site.ts';
import type { Repository } from '../../ir/surface/repository.ts';
import { PipelineError } from '../../pipeline-error.ts';

/** A ConfigMap with an artifact repository, in the format that Argo reads. */
export type RepositoryConfigMap = {
  readonly apiVersion: 'v1';
  readonly kind: 'ConfigMap';
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly data: Readonly<Record<string, string>>;
};

/** The key of the repository in its ConfigMap. */
const KEY = 'artifacts';

/** Annotation with the key that `repository.ref(name)` refers to. */
const DEFAULT_KEY = 'workflows.argoproj.io/default-artifact-repository';

/** A repository that is described outside of the manifest. */
export interface SeparateRepository {
  readonly configMap: RepositoryConfigMap;
  /** What the manifest says instead. */
  readonly reference: Repository['repository'];
}

/**
 * Describes the artifact repository of a pipeline in a ConfigMap `NAME-artifacts`.
 *
 * @throws PipelineError `PIPELINE_NO_REPOSITORY` if the pipeline describes no repository
 */
export function separateRepository({ name, options, site }: AnyPipeline): SeparateRepository {
  const found = options.artifacts?.repository?.repository;
  if (found === undefined || !('location' in found)) {
    const reason =
      found === undefined
        ? "has no artifact repository. Set artifacts: { repository: repository.s3({ bucket: 'runs' }) }"
        : `uses the ConfigMap ${found.configMap} of the cluster, so there is none to write. Describe the repository with repository.s3, gcs, azure or oss instead`;
    throw new PipelineError('PIPELINE_NO_REPOSITORY', `The pipeline ${name} ${reason}.`, {
      location: locate(site),
    });
  }
  const configMap = `${name}-artifacts`;
  return {
    configMap: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: configMap,
        ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
        annotations: { [DEFAULT_KEY]: KEY },
      },
      data: { [KEY]: writeYaml([repositoryOf(found.location)]) },
    },
    reference: { configMap, key: KEY },
  };
}

/** Returns a location of templates as a repository, where the key of the files has another name. */
function repositoryOf({ s3, gcs, azure, oss }: ArtifactLocation): ArtifactRepository {
  if (azure !== undefined) {
    const { blob, ...others } = azure;
    return { azure: { ...others, blobNameFormat: blob } };
  }
  return {
    ...(s3 && { s3: withFormat(s3) }),
    ...(gcs && { gcs: withFormat(gcs) }),
    ...(oss && { oss: withFormat(oss) }),
  };
}

function withFormat<T extends { readonly key?: string | undefined }>({
  key,
  ...others
}: T): Omit<T, 'key'> & { readonly keyFormat?: string | undefined } {
  return { ...others, keyFormat: key };
}
