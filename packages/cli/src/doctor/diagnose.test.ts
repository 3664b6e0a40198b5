import { ClientError } from '@tiphys/client';
import type { ArgoVersion } from '@tiphys/models/versions';
import { describe, expect, test } from 'vitest';
import { configMap, diagnosed, type Given, secret } from '../../test/diagnosed.ts';

const forbidden = new ClientError('CLIENT_FORBIDDEN', 'You must not read it.', { status: 403 });

/** Its tasks run with one account, and the results of one of them are stored with another. */
const accounts = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: flow- }
spec:
  entrypoint: main
  serviceAccountName: robot
  templates:
    - { name: main, container: { image: alpine } }
    - { name: other, executor: { serviceAccountName: reporter }, container: { image: alpine } }
`;

describe('the way to a cluster', () => {
  test('a cluster in which all is well', async () => {
    const repository = configMap(
      'artifact-repositories',
      { main: 's3: {bucket: files, endpoint: minio, accessKeySecret: {name: minio, key: user}}' },
      { annotations: { 'workflows.argoproj.io/default-artifact-repository': 'main' } },
    );
    await expect(diagnosed({ user: 'ann', objects: [repository, secret('minio', 'user')] })).resolves.toEqual(
      [
        'ok connection: The cluster of the test answers, as ann',
        'unknown version: Kubernetes is v1.35.4. Its API does not tell the version of Argo → Files are compiled for v4.1. Pass --server URL to compare it with the version of the Argo Server.',
        'ok definitions: Full definitions, so Kubernetes checks the fields of objects: Workflow, WorkflowTemplate, ClusterWorkflowTemplate, CronWorkflow',
        'ok permissions: Submit and watch workflows',
        'ok permissions: Stop, retry and delete workflows',
        'ok permissions: Read logs',
        'ok permissions: Use WorkflowTemplates',
        'ok permissions: Use ClusterWorkflowTemplates',
        'ok permissions: Deploy templates and CronWorkflows',
        'ok permissions: Deliver the ConfigMaps of workflows',
        'ok permissions: Run tasks as the service account "default"',
        'ok artifacts: s3 files at minio (from the ConfigMap artifact-repositories, key main)',
      ],
    );
  });

  test('nothing more is asked of a cluster that does not answer', async () => {
    const failures = { version: new ClientError('CLIENT_UNREACHABLE', 'Cannot connect. Check the address.') };
    await expect(diagnosed({ failures })).resolves.toEqual([
      'problem connection: Cannot connect. Check the address.',
    ]);
  });

  test('credentials that only some calls check are one problem', async () => {
    const failures = { can: new ClientError('CLIENT_UNAUTHENTICATED', 'Unauthorized. Log in again.') };
    await expect(diagnosed({ mode: 'server', user: 'ann', failures, file: accounts })).resolves.toEqual([
      'problem connection: Unauthorized. Log in again.',
    ]);
  });

  test('a namespace that does not exist is one problem', async () => {
    await expect(diagnosed({ mode: 'server', namespaceExists: false, file: accounts })).resolves.toEqual([
      'ok connection: The cluster of the test answers',
      'ok version: Argo v4.1.2; files are compiled for v4.1',
      'problem namespace: There is no namespace default → Choose another one with --namespace, or create it with kubectl.',
    ]);
  });

  test('a namespace that cannot be looked up is not known', async () => {
    expect(await diagnosed({ namespaceExists: undefined })).toContain(
      'unknown namespace: The server does not tell whether the namespace default exists',
    );
  });

  test.for<readonly [string, ArgoVersion | undefined, string]>([
    ['v4.1.2', undefined, 'ok version: Argo v4.1.2; files are compiled for v4.1'],
    ['4.1.0-rc1', undefined, 'ok version: Argo 4.1.0-rc1; files are compiled for v4.1'],
    ['v3.6.19', 'v3.6', 'ok version: Argo v3.6.19; files are compiled for v3.6'],
    [
      'v3.6.19',
      undefined,
      'warning version: Argo v3.6.19 is older than v4.1, which files are compiled for → Pass --target v3.6, also to compile, lint and submit.',
    ],
    [
      'v4.1.2',
      'v3.7',
      'warning version: Argo v4.1.2 is newer than v3.7, which files are compiled for → Pass --target v4.1, also to compile, lint and submit.',
    ],
    [
      'v4.99.0',
      undefined,
      'warning version: Argo v4.99.0 is newer than v4.1, which files are compiled for → This version of Tiphys does not know it, so fields that it has removed are not reported. Update Tiphys.',
    ],
    [
      'v3.4.17',
      undefined,
      'warning version: Argo v3.4.17 is older than v4.1, which files are compiled for → Tiphys knows v3.5, v3.6, v3.7, v4.0, v4.1. Upgrade Argo: the server may ignore fields that it does not have.',
    ],
    ['latest+1234567', undefined, 'unknown version: Argo latest+1234567 is not a released version'],
    ['v0.0.0', undefined, 'unknown version: Argo v0.0.0 is not a released version'],
  ])('Argo %s for the target %s', async ([argo, target, wanted]) => {
    const given: Given = { mode: 'server', version: { argo }, ...(target && { target }) };
    expect(await diagnosed(given)).toContain(wanted);
  });

  test.for<readonly [Given, string]>([
    [
      { kinds: [] },
      'problem definitions: Argo is not installed in this cluster: it has no definition of Workflow → Install Argo Workflows, or choose another context with --context.',
    ],
    [
      { kinds: [{ kind: 'Workflow', schema: 'minimal' }] },
      'ok definitions: Minimal definitions, so Kubernetes accepts unknown fields (`tiphys lint` does not): Workflow',
    ],
    [
      { kinds: [{ kind: 'Workflow', schema: undefined }] },
      'warning definitions: The cluster has no definition of CronWorkflow → Install the definitions of the same version of Argo, or do without objects of this kind.',
    ],
    [
      { mode: 'server' },
      'unknown definitions: The Argo Server does not show which definitions are installed',
    ],
    [
      { refused: ['create workflows', 'watch workflows'] },
      'problem permissions: Submit and watch workflows: not allowed to create workflows, watch workflows (no role) → Ask for a Role in the namespace default that allows it.',
    ],
    [
      { refused: ['list clusterworkflowtemplates'] },
      'warning permissions: Use ClusterWorkflowTemplates: not allowed to list clusterworkflowtemplates (no role) → Ask for a ClusterRole that allows it.',
    ],
    [
      { untold: ['watch workflows'] },
      'unknown permissions: Submit and watch workflows: allowed to create workflows, get workflows, list workflows; the server does not tell about watch workflows',
    ],
    [
      { untold: ['update workflows', 'patch workflows', 'delete workflows'] },
      'unknown permissions: Stop, retry and delete workflows: the server does not tell whether it is allowed',
    ],
    [
      { refused: ['patch workflowtaskresults as default'] },
      'warning permissions: Run tasks as the service account "default": it is not allowed to create and patch workflowtaskresults, so tasks end with an error → Bind a Role in the namespace default to it that allows it, or choose another account with --serviceaccount.',
    ],
    [
      { file: accounts, refused: ['create workflowtaskresults as robot'] },
      'problem permissions: Run tasks as the service account "robot": it is not allowed to create and patch workflowtaskresults, so tasks end with an error → Bind a Role in the namespace default to it that allows it, or choose another account with --serviceaccount.',
    ],
    [{ file: accounts }, 'ok permissions: Run tasks as the service account "reporter"'],
    [
      { untold: ['create workflowtaskresults as default'] },
      'unknown permissions: Run tasks as the service account "default": whether it may create and patch workflowtaskresults cannot be checked',
    ],
    [
      { mode: 'server' },
      'unknown permissions: Run tasks as the service account "default": the Argo Server does not tell what it may do',
    ],
    [
      {},
      'warning artifacts: No artifact repository: neither a ConfigMap artifact-repositories in the namespace default, nor the configuration of a controller in argo or default → Configure one, or set the option `artifacts` of pipelines whose outputs are files.',
    ],
    [
      {
        objects: [
          configMap(
            'workflow-controller-configmap',
            { artifactRepository: 'gcs: {bucket: files}' },
            { namespace: 'argo' },
          ),
        ],
      },
      'ok artifacts: gcs files (from the ConfigMap workflow-controller-configmap of the namespace argo)',
    ],
    [
      {
        objects: [
          configMap('workflow-controller-configmap', { config: 'artifactRepository: {s3: {bucket: old}}' }),
        ],
      },
      'ok artifacts: s3 old (from the ConfigMap workflow-controller-configmap of the namespace default)',
    ],
    [
      { failures: { 'ConfigMap/workflow-controller-configmap': forbidden } },
      'unknown artifacts: The namespace default has no ConfigMap artifact-repositories, and this user may not read the configuration of the controller in the namespace argo',
    ],
    [
      { objects: [configMap('artifact-repositories', { main: 's3: {bucket: files}' })] },
      'problem artifacts: Nothing says which key of the ConfigMap artifact-repositories to use → Add the key, and name it in artifactRepositoryRef or in the annotation workflows.argoproj.io/default-artifact-repository.',
    ],
    [
      { mode: 'server' },
      'unknown artifacts: The Argo Server does not show ConfigMaps. Pass --kube to check them through the Kubernetes API',
    ],
  ])('%o', async ([given, wanted]) => {
    expect(await diagnosed(given)).toContain(wanted);
  });
});
