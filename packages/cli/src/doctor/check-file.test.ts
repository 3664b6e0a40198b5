import { ClientError, type KubernetesObject } from '@tiphys/client';
import { describe, expect, test } from 'vitest';
import { configMap, diagnosed, type Given, secret } from '../../test/diagnosed.ts';

const plain = (kind: string, name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name },
});
const template = (name: string, templates: readonly object[], kind = 'WorkflowTemplate'): KubernetesObject =>
  ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind,
    metadata: { name },
    spec: { templates },
  }) as KubernetesObject;

const forbidden = new ClientError('CLIENT_FORBIDDEN', 'You must not read it.', { status: 403 });

const container = (body = ''): string => `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: flow-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: alpine, command: [echo]${body && `, ${body}`}}
`;

const spec = (body: string): string => `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: flow}
spec:
  entrypoint: main
  ${body}
  templates:
    - name: main
      container: {image: alpine, command: [echo]}
`;

const calling = (reference: string): string => `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: flow}
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: call, templateRef: ${reference}}]]
`;

const need = 'The Workflow flow needs it';

describe('what a file misses', () => {
  test.for<readonly [string, Given, readonly string[]]>([
    [
      'nothing',
      { file: container() },
      [
        'ok artifacts: The file needs no artifact repository',
        'ok rules: No errors for Argo v4.1',
        'ok server: The server accepts the Workflow flow-',
      ],
    ],
    [
      'a Secret and a ConfigMap',
      {
        file: container(
          'env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: password}}}], envFrom: [{configMapRef: {name: settings}}]',
        ),
      },
      [
        'problem ConfigMap: settings is missing in the namespace default. The Workflow flow- needs it (spec.templates[0].container.envFrom[0].configMapRef) → Create it there, or put it into the same file.',
        'problem Secret: db is missing in the namespace default. The Workflow flow- needs it (spec.templates[0].container.env[0].valueFrom.secretKeyRef) → Create it there with kubectl.',
      ],
    ],
    [
      'a key of a Secret',
      {
        file: container('env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: password}}}]'),
        objects: [secret('db', 'user')],
      },
      [
        'problem Secret: db has no key password. The Workflow flow- needs it (spec.templates[0].container.env[0].valueFrom.secretKeyRef) → Create it there with kubectl.',
      ],
    ],
    [
      'nothing that is optional',
      {
        file: container(
          'env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: password, optional: true}}}]',
        ),
      },
      ['ok server: The server accepts the Workflow flow-'],
    ],
    [
      'a service account, a volume claim and a Secret for images',
      {
        file: spec(
          'serviceAccountName: robot\n  imagePullSecrets: [{name: registry}]\n  volumes: [{name: work, persistentVolumeClaim: {claimName: disk}}]',
        ),
      },
      [
        `problem PersistentVolumeClaim: disk is missing in the namespace default. ${need} (spec.volumes[0].persistentVolumeClaim) → Create it there with kubectl, or let the workflow create one with volumeClaimTemplates.`,
        `warning Secret: registry is missing in the namespace default. ${need} (spec.imagePullSecrets[0]) → Create it there with kubectl.`,
        `problem ServiceAccount: robot is missing in the namespace default. ${need} (spec.serviceAccountName) → Create it there with kubectl, with a Role for the tasks of workflows.`,
      ],
    ],
    [
      'nothing that is there',
      {
        file: spec(
          'serviceAccountName: robot\n  volumes: [{name: work, persistentVolumeClaim: {claimName: disk}}, {name: s, secret: {secretName: db, items: [{key: user, path: u}]}}]',
        ),
        objects: [
          plain('ServiceAccount', 'robot'),
          plain('PersistentVolumeClaim', 'disk'),
          secret('db', 'user'),
        ],
      },
      ['ok PersistentVolumeClaim: disk', 'ok Secret: db', 'ok ServiceAccount: robot'],
    ],
    [
      'the limit of a semaphore in another namespace, but no cache',
      {
        file: `${spec('synchronization: {semaphores: [{namespace: locks, configMapKeyRef: {name: limits, key: db}}]}')}      memoize: {key: a, maxAge: 1h, cache: {configMap: {name: cache}}}\n`,
      },
      [
        `problem ConfigMap: limits is missing in the namespace locks. ${need} (spec.synchronization.semaphores[0].configMapKeyRef) → Create it there, or put it into the same file.`,
      ],
    ],
    [
      'a template',
      { file: calling('{name: lib, template: greet}') },
      [
        `problem WorkflowTemplate: lib is missing in the namespace default. ${need} (spec.templates[0].steps[0][0].templateRef) → Store it there with \`tiphys deploy\`.`,
      ],
    ],
    [
      'a template of a template',
      { file: calling('{name: lib, template: greet}'), objects: [template('lib', [{ name: 'other' }])] },
      [
        `problem WorkflowTemplate: lib has no template greet. ${need} (spec.templates[0].steps[0][0].templateRef) → Store it there with \`tiphys deploy\`.`,
      ],
    ],
    [
      'what a template of the cluster needs, but not what its other templates need',
      {
        file: calling('{name: lib, template: greet, clusterScope: true}'),
        objects: [
          template(
            'lib',
            [
              { name: 'greet', steps: [[{ name: 'a', template: 'inner' }]] },
              { name: 'inner', serviceAccountName: 'robot' },
              { name: 'unused', serviceAccountName: 'nobody' },
            ],
            'ClusterWorkflowTemplate',
          ),
        ],
      },
      [
        'ok ClusterWorkflowTemplate: lib',
        'problem ServiceAccount: robot is missing in the namespace default. The ClusterWorkflowTemplate lib needs it (template inner: serviceAccountName) → Create it there with kubectl, with a Role for the tasks of workflows.',
      ],
    ],
    [
      'nothing that comes along',
      {
        file: `${spec('arguments: {parameters: [{name: a, valueFrom: {configMapKeyRef: {name: settings, key: a}}}]}')}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {a: b}
`,
      },
      ['ok ConfigMap: settings (is created by `tiphys submit`)'],
    ],
    [
      'what cannot be seen',
      {
        mode: 'server',
        file: container('env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: password}}}]'),
      },
      [
        'unknown Secret: db: The Argo Server does not show Secrets. Pass --kube to check them through the Kubernetes API',
      ],
    ],
    [
      'what must not be read',
      {
        failures: { 'Secret/db': forbidden },
        file: container('env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: password}}}]'),
      },
      ['unknown Secret: db: You must not read it.'],
    ],
    [
      'a computed name',
      {
        file: container(
          'envFrom: [{configMapRef: {name: "settings-{{workflow.parameters.stage}}"}}]',
        ).replace(
          'entrypoint: main',
          'entrypoint: main\n  arguments: {parameters: [{name: stage, value: a}]}',
        ),
      },
      ['unknown ConfigMap: settings-{{workflow.parameters.stage}}: the name is computed'],
    ],
    [
      'a field that its version does not have',
      {
        mode: 'server',
        version: { argo: 'v3.5.13' },
        file: spec('synchronization: {semaphores: [{configMapKeyRef: {name: limits, key: db}}]}'),
      },
      [
        expect.stringMatching(
          /^problem rules: Argo v3\.5 would reject flow\.yaml:\nflow\.yaml:7: .*semaphores/,
        ),
      ],
    ],
    [
      'the consent of the server',
      {
        file: container(),
        failures: { lint: new ClientError('CLIENT_INVALID', 'refused by a policy') },
      },
      ['problem server: The server refuses the Workflow flow-: refused by a policy'],
    ],
    [
      'an artifact repository',
      { file: `${container()}      outputs: {artifacts: [{name: out, path: /tmp/out}]}\n` },
      [
        'problem artifacts: No artifact repository: neither a ConfigMap artifact-repositories in the namespace default, nor the configuration of a controller in argo or default → Configure one, or set the option `artifacts` of the pipeline: files of this workflow have nowhere to go.',
      ],
    ],
    [
      'the repository that it names, and its Secret',
      {
        file: `${spec('artifactRepositoryRef: {configMap: stores, key: main}')}      outputs: {artifacts: [{name: out, path: /tmp/out, s3: {key: a}}]}\n`,
        objects: [
          configMap('stores', { main: 's3: {bucket: b, secretKeySecret: {name: keys, key: secret}}' }),
        ],
      },
      [
        'ok artifacts: s3 b (from the ConfigMap stores, key main)',
        'problem artifacts: The Secret keys with the key secret of the artifact repository is missing in the namespace → Create it with kubectl: pods read it in the namespace of the workflow.',
      ],
    ],
    [
      'no repository if files say where they go',
      {
        file: `${container()}      outputs: {artifacts: [{name: out, path: /tmp/out, s3: {bucket: b, key: a}}]}\n`,
      },
      ['ok artifacts: The file needs no artifact repository'],
    ],
  ])('%s', async ([, given, wanted]) => {
    const found = await diagnosed(given);
    expect(found).toEqual(expect.arrayContaining([...wanted]));
    // What is not expected to be a problem is none.
    const problems = (lines: readonly unknown[]): number =>
      lines.filter((line) => typeof line !== 'string' || line.startsWith('problem')).length;
    expect(problems(found), found.join('\n')).toBe(problems(wanted));
    // The values of Secrets are shown nowhere.
    expect(found.join('\n')).not.toContain('bWFya2Vy');
  });

  test('a file without anything to run is refused', async () => {
    await expect(
      diagnosed({ file: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' }),
    ).rejects.toThrow('flow.yaml contains no Workflow');
  });
});
