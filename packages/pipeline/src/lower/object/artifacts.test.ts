import { readYaml } from '@tiphys/yaml';
import { describe, expect, test } from 'vitest';
import { compile, compileTemplates } from '../../../test/compile.ts';
import { describeComponent, square } from '../../../test/components.ts';
import {
  type Component,
  component,
  type OutputFile,
  type PipelineOptions,
  pipeline,
  repository,
  secret,
} from '../../index.ts';

const body = () => ({ y: square({ x: 1 }) });
const save: Component<Record<never, never>, OutputFile> = component(
  describeComponent('save', {}, {}, { output: { route: 'file', schema: {}, list: false } }),
);

async function manifestOf(
  options: PipelineOptions,
): Promise<Awaited<ReturnType<typeof compile>>['manifest']> {
  return (await compile(pipeline('p', {}, body, options as object))).manifest;
}

describe('artifacts', () => {
  const keys = secret('store', ['id', 'key']);

  test('of a repository that a ConfigMap describes', async () => {
    expect(
      await manifestOf({
        artifacts: { repository: repository.ref('stores', 'main'), keep: 'with-workflow', logs: true },
      }),
    ).toMatchObject({
      spec: {
        artifactRepositoryRef: { configMap: 'stores', key: 'main' },
        artifactGC: { strategy: 'OnWorkflowDeletion' },
        archiveLogs: true,
      },
    });
  });

  test.for([
    {
      given: repository.s3({
        bucket: 'runs',
        region: 'eu-central-1',
        credentials: { accessKey: keys.id, secretKey: keys.key },
      }),
      want: {
        s3: {
          bucket: 'runs',
          endpoint: 's3.amazonaws.com',
          region: 'eu-central-1',
          accessKeySecret: { name: 'store', key: 'id' },
          secretKeySecret: { name: 'store', key: 'key' },
          key: '{{workflow.name}}/{{pod.name}}',
        },
      },
    },
    {
      given: repository.gcs({
        bucket: 'runs',
        credentials: keys.key,
        key: (run) => `${run.namespace}/${run.pod}`,
      }),
      want: {
        gcs: {
          bucket: 'runs',
          serviceAccountKeySecret: { name: 'store', key: 'key' },
          key: '{{workflow.namespace}}/{{pod.name}}',
        },
      },
    },
    {
      given: repository.azure({
        endpoint: 'https://a.blob.core.windows.net',
        container: 'runs',
        credentials: 'sdk',
      }),
      want: {
        azure: {
          endpoint: 'https://a.blob.core.windows.net',
          container: 'runs',
          useSDKCreds: true,
          blob: '{{workflow.name}}/{{pod.name}}',
        },
      },
    },
    {
      given: repository.oss({ bucket: 'runs', endpoint: 'oss-eu-central-1.aliyuncs.com' }),
      want: {
        oss: {
          bucket: 'runs',
          endpoint: 'oss-eu-central-1.aliyuncs.com',
          key: '{{workflow.name}}/{{pod.name}}',
        },
      },
    },
  ])('of a repository of its own are stored there by each task: $want', async ({ given, want }) => {
    const made = pipeline('p', {}, () => ({ file: save() }), { artifacts: { repository: given } });
    expect((await compileTemplates(made)).save?.archiveLocation).toEqual(want);
    expect((await compileTemplates(made)).main).not.toHaveProperty('archiveLocation');
  });

  test.for([
    {
      given: repository.s3({
        bucket: 'runs',
        region: 'eu-central-1',
        credentials: { accessKey: keys.id, secretKey: keys.key },
      }),
      want: {
        s3: {
          bucket: 'runs',
          endpoint: 's3.amazonaws.com',
          region: 'eu-central-1',
          accessKeySecret: { name: 'store', key: 'id' },
          secretKeySecret: { name: 'store', key: 'key' },
          keyFormat: '{{workflow.name}}/{{pod.name}}',
        },
      },
    },
    {
      given: repository.gcs({ bucket: 'runs', key: (run) => `${run.namespace}/${run.pod}` }),
      want: { gcs: { bucket: 'runs', keyFormat: '{{workflow.namespace}}/{{pod.name}}' } },
    },
    {
      given: repository.azure({ endpoint: 'https://a.example.com', container: 'c', credentials: 'sdk' }),
      want: {
        azure: {
          endpoint: 'https://a.example.com',
          container: 'c',
          useSDKCreds: true,
          blobNameFormat: '{{workflow.name}}/{{pod.name}}',
        },
      },
    },
    {
      given: repository.oss({ bucket: 'runs', endpoint: 'oss.example.com' }),
      want: {
        oss: { bucket: 'runs', endpoint: 'oss.example.com', keyFormat: '{{workflow.name}}/{{pod.name}}' },
      },
    },
  ])('are described by a ConfigMap on request: $want', async ({ given, want }) => {
    const made = pipeline('p', {}, () => ({ file: save() }), {
      artifacts: { repository: given, keep: 'always' },
      namespace: 'jobs',
    });
    const compiled = await compile(made, { separateRepository: true });
    expect(compiled.repository).toMatchObject({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'p-artifacts',
        namespace: 'jobs',
        annotations: { 'workflows.argoproj.io/default-artifact-repository': 'artifacts' },
      },
    });
    expect(readYaml(compiled.repository?.data.artifacts ?? '').documents[0]?.value).toEqual(want);
    expect(compiled.manifest.spec).toMatchObject({
      artifactRepositoryRef: { configMap: 'p-artifacts', key: 'artifacts' },
      artifactGC: { strategy: 'Never' },
    });
    expect(JSON.stringify(compiled.manifest)).not.toContain('archiveLocation');
  });

  test.for([
    { repository: undefined, says: 'The pipeline p has no artifact repository. Set artifacts:' },
    { repository: repository.ref('stores'), says: 'uses the ConfigMap stores of the cluster' },
  ])('have no ConfigMap that could be written: $says', async ({ repository: given, says }) => {
    const made = pipeline('p', {}, body, given === undefined ? {} : { artifacts: { repository: given } });
    await expect(compile(made, { separateRepository: true })).rejects.toMatchObject({
      code: 'PIPELINE_NO_REPOSITORY',
      message: expect.stringContaining(says) as string,
      location: { file: import.meta.filename },
    });
  });

  test.for<{ readonly build: () => unknown; readonly says: string; readonly code?: string }>([
    { build: () => repository.s3({} as never), says: 'repository.s3 needs "bucket", which is missing.' },
    {
      build: () => repository.s3({ bucket: 'a', key: () => 'all' }),
      says: 'The key "all" of a repository has no run.pod',
    },
    {
      build: () => repository.s3({ bucket: 'a', key: (() => 5) as never }),
      says: 'must be a string, not 5.',
    },
    {
      build: () => repository.s3({ bucket: 'a', credentials: 'x' as never }),
      says: 'must be an object, not "x".',
    },
    {
      build: () => repository.gcs({ bucket: 'a', credentials: 'abc' as never }),
      says: 'Never write a secret into code.',
    },
    {
      build: () => repository.ref('Stores'),
      says: 'repository.ref takes the name of a ConfigMap, not "Stores".',
    },
    {
      build: () => repository.azure({ endpoint: 'x', bucket: 'a' } as never),
      says: 'The options are endpoint, container',
      code: 'PIPELINE_UNKNOWN_OPTION',
    },
    { build: () => repository.oss({ bucket: 'a' } as never), says: 'repository.oss needs "endpoint"' },
  ])('are refused: $says', ({ build, says, code = 'PIPELINE_INVALID_OPTION' }) => {
    expect(build).toThrow(expect.objectContaining({ code, message: expect.stringContaining(says) }));
  });
});
