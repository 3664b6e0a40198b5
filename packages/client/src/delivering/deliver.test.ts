import type { Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { memoryCluster } from '../../test/memory-cluster.ts';
import { ClientError } from '../contract/client-error.ts';
import type { ClusterMode } from '../contract/cluster.ts';
import type { KubernetesObject } from '../contract/delivery.ts';
import { deliver } from './deliver.ts';
import { submitWithObjects } from './submit-with-objects.ts';

function template(name: string, calls: string, kind = 'WorkflowTemplate'): KubernetesObject {
  const task = { name: 'a', templateRef: { name: calls, template: 'main' } };
  const own = calls === '' ? { name: 'main', suspend: {} } : { name: 'main', steps: [[task]] };
  return objectOf(kind, name, { spec: { templates: [own] } });
}

function objectOf(kind: string, name: string, fields: object = {}): KubernetesObject {
  const apiVersion = kind === 'ConfigMap' ? 'v1' : 'argoproj.io/v1alpha1';
  return { apiVersion, kind, metadata: { name }, ...fields };
}

function workflow(spec: object): Workflow {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: { generateName: 'run-' }, spec };
}

const callsBuild = workflow({ workflowTemplateRef: { name: 'build' } });
const readsSettings = workflow({
  templates: [{ name: 'main', container: { envFrom: [{ configMapRef: { name: 'settings' } }] } }],
});
const settings = objectOf('ConfigMap', 'settings', { data: { a: '1' } });

interface Case {
  readonly title: string;
  readonly mode?: ClusterMode;
  readonly workflow: Workflow;
  readonly objects: readonly KubernetesObject[];
  readonly present?: readonly KubernetesObject[];
  /** Kind, name and what was done, with `#` for a hash. */
  readonly report: readonly string[];
}

test.for<Case>([
  {
    title: 'creates what templates refer to before them',
    workflow: callsBuild,
    objects: [template('build', 'base'), template('base', '')],
    report: ['WorkflowTemplate base-# created', 'WorkflowTemplate build-# created'],
  },
  {
    title: 'leaves out what nobody refers to',
    workflow: callsBuild,
    objects: [template('build', ''), template('other', ''), settings],
    report: ['WorkflowTemplate build-# created', 'WorkflowTemplate other left', 'ConfigMap settings left'],
  },
  {
    title: 'takes templates that call each other',
    workflow: callsBuild,
    objects: [template('build', 'base'), template('base', 'build')],
    report: ['WorkflowTemplate base-# created', 'WorkflowTemplate build-# created'],
  },
  {
    title: 'keeps the name of an object of the whole cluster, and of what it calls',
    workflow: workflow({ workflowTemplateRef: { name: 'shared', clusterScope: true } }),
    objects: [template('shared', 'base', 'ClusterWorkflowTemplate'), template('base', '')],
    report: ['WorkflowTemplate base created', 'ClusterWorkflowTemplate shared created'],
  },
  {
    title: 'keeps names that a manifest contains',
    workflow: workflow({ templates: [{ resource: { manifest: 'workflowTemplateRef: { name: build }' } }] }),
    objects: [template('build', ''), template('build-all', '')],
    report: ['WorkflowTemplate build created', 'WorkflowTemplate build-all left'],
  },
  {
    title: 'keeps names that are computed',
    workflow: workflow({
      templates: [
        {
          inputs: { parameters: [{ valueFrom: { configMapKeyRef: { name: '{{workflow.parameters.c}}' } } }] },
        },
      ],
    }),
    objects: [settings],
    report: ['ConfigMap settings created'],
  },
  {
    title: 'keeps the name of a ConfigMap that a program asks for',
    workflow: workflow({
      templates: [
        {
          script: { source: 'kubectl get configmap settings' },
          volumes: [{ configMap: { name: 'settings' } }],
        },
      ],
    }),
    objects: [settings],
    report: ['ConfigMap settings created'],
  },
  {
    title: 'names ConfigMaps by their content',
    workflow: readsSettings,
    objects: [settings],
    report: ['ConfigMap settings-# created'],
  },
  {
    title: 'never touches a cache that exists',
    workflow: workflow({ templates: [{ memoize: { cache: { configMap: { name: 'settings' } } } }] }),
    objects: [settings],
    present: [objectOf('ConfigMap', 'settings', { data: { other: 'entry' } })],
    report: ['ConfigMap settings present'],
  },
  {
    title: 'never touches the limit of a semaphore',
    workflow: workflow({
      synchronization: { semaphores: [{ configMapKeyRef: { name: 'settings', key: 'a' } }] },
    }),
    objects: [settings],
    present: [objectOf('ConfigMap', 'settings', { data: { a: '5' } })],
    report: ['ConfigMap settings present'],
  },
  {
    title: 'leaves an empty cache to the controller where it cannot be created',
    mode: 'server',
    workflow: workflow({ templates: [{ memoize: { cache: { configMap: { name: 'cache' } } } }] }),
    objects: [objectOf('ConfigMap', 'cache')],
    report: ['ConfigMap cache left'],
  },
  {
    title: 'takes an equal object as it is, with what servers add',
    mode: 'server',
    workflow: workflow({ workflowTemplateRef: { name: 'shared', clusterScope: true } }),
    objects: [objectOf('ClusterWorkflowTemplate', 'shared', { spec: { entrypoint: 'main' } })],
    present: [
      {
        ...objectOf('ClusterWorkflowTemplate', 'shared', { spec: { entrypoint: 'main', arguments: {} } }),
        metadata: { name: 'shared', uid: 'u', labels: { 'workflows.argoproj.io/creator': 'me', team: 'x' } },
      },
    ],
    report: ['ClusterWorkflowTemplate shared present'],
  },
])('$title', async ({ workflow: given, objects, present = [], mode = 'kubernetes', report }) => {
  const { cluster } = memoryCluster({ mode, objects: present });
  const { objects: delivered } = await deliver(cluster, given, objects);
  expect(
    delivered.map(({ kind, name, action }) => `${kind} ${name.replace(/-[0-9a-f]{10}$/, '-#')} ${action}`),
  ).toEqual(report);
});

test('renames references in the workflow and in the objects', async () => {
  const { cluster, objects } = memoryCluster();
  const { workflow: sent } = await deliver(cluster, callsBuild, [
    template('build', 'base'),
    template('base', ''),
  ]);
  const [base = '', build = ''] = [...objects.values()].map(({ metadata }) => metadata.name);
  expect(sent.spec.workflowTemplateRef).toEqual({ name: build });
  expect(JSON.stringify(objects.get(`WorkflowTemplate/${build}`))).toContain(
    `"templateRef":{"name":"${base}"`,
  );
});

test('gives a template another name if something that it calls changes', async () => {
  const { cluster, objects } = memoryCluster();
  const build = template('build', 'base');
  await deliver(cluster, callsBuild, [build, template('base', '')]);
  const first = new Set(objects.keys());
  await deliver(cluster, callsBuild, [
    build,
    objectOf('WorkflowTemplate', 'base', { spec: { templates: [] } }),
  ]);
  expect(first.size).toBe(2);
  expect([...objects.keys()].filter((key) => !first.has(key))).toHaveLength(2);
});

test('shares the objects of equal runs, which own them together', async () => {
  const { cluster, objects, changes } = memoryCluster();
  await submitWithObjects(cluster, readsSettings, [settings]);
  const second = await submitWithObjects(cluster, readsSettings, [settings]);
  expect(second.objects.map(({ action }) => action)).toEqual(['present']);
  expect(changes.filter((change) => change.startsWith('apply'))).toHaveLength(1);
  const [object] = [...objects.values()];
  expect(object?.metadata.ownerReferences).toHaveLength(2);
  expect(object?.metadata.ownerReferences?.[0]).toMatchObject({ kind: 'Workflow', uid: 'uid-of-run' });
});

const invalid = new ClientError('CLIENT_INVALID', 'the server refuses it');

test('removes what was created if the workflow is refused', async () => {
  const { cluster, objects } = memoryCluster({ failures: { submit: invalid } });
  const shared = template('shared', 'base', 'ClusterWorkflowTemplate');
  const calls = workflow({ workflowTemplateRef: { name: 'shared', clusterScope: true } });
  await expect(submitWithObjects(cluster, calls, [shared, template('base', '')])).rejects.toThrow(invalid);
  expect([...objects.keys()]).toEqual([]);
});

test('keeps what was there before if the workflow is refused', async () => {
  const { cluster, objects } = memoryCluster({
    failures: { submit: invalid },
    objects: [template('build', '')],
  });
  const dynamic = workflow({ templates: [{ resource: { manifest: 'name: build' } }] });
  await expect(submitWithObjects(cluster, dynamic, [template('build', '')])).rejects.toThrow(invalid);
  expect([...objects.keys()]).toEqual(['WorkflowTemplate/build']);
});

test('keeps the objects of a workflow that may have started, and names them', async () => {
  const timeout = new ClientError('CLIENT_TIMEOUT', 'no answer', { status: 504 });
  const { cluster, objects } = memoryCluster({ failures: { submit: timeout } });
  await expect(submitWithObjects(cluster, readsSettings, [settings])).rejects.toThrow(
    expect.objectContaining({
      code: 'CLIENT_TIMEOUT',
      status: 504,
      message: expect.stringMatching(/still in the cluster: ConfigMap "settings-[0-9a-f]{10}"\.$/),
    }),
  );
  expect(objects.size).toBe(1);
});

test('removes the first object if the second is refused', async () => {
  const { cluster, objects } = memoryCluster({
    failures: { 'apply ClusterWorkflowTemplate/shared': invalid },
  });
  const calls = workflow({ workflowTemplateRef: { name: 'shared', clusterScope: true } });
  const shared = template('shared', 'base', 'ClusterWorkflowTemplate');
  await expect(deliver(cluster, calls, [shared, template('base', '')])).rejects.toThrow(invalid);
  expect(objects.size).toBe(0);
});

test('reports objects that the run does not own', async () => {
  const denied = new ClientError('CLIENT_FORBIDDEN', 'may not');
  const { name = '' } = (await deliver(memoryCluster().cluster, readsSettings, [settings])).objects[0] ?? {};
  const { cluster } = memoryCluster({ failures: { [`own ConfigMap/${name} by run-1`]: denied } });
  const { run, unowned } = await submitWithObjects(cluster, readsSettings, [settings]);
  expect(run.metadata.name).toBe('run-1');
  expect(unowned.map((object) => object.name)).toEqual([name]);
});

test('creates nothing in a dry run', async () => {
  const { cluster, changes } = memoryCluster();
  const { objects } = await submitWithObjects(cluster, readsSettings, [settings], { serverDryRun: true });
  expect(changes).toEqual(['submit']);
  expect(objects.map(({ action }) => action)).toEqual(['created']);
});

test.for([
  {
    title: 'a ConfigMap that is too large',
    objects: [objectOf('ConfigMap', 'settings', { data: { a: 'x'.repeat(1_048_576) } })],
    code: 'CLIENT_TOO_LARGE',
    message: 'The ConfigMap "settings-',
  },
  {
    title: 'a template that is too large',
    objects: [objectOf('WorkflowTemplate', 'build', { spec: { templates: ['x'.repeat(1_572_864)] } })],
    code: 'CLIENT_TOO_LARGE',
    message: 'a cluster stores up to 1572864',
  },
  {
    title: 'annotations that are too large',
    objects: [{ ...settings, metadata: { name: 'settings', annotations: { a: 'x'.repeat(262_144) } } }],
    code: 'CLIENT_TOO_LARGE',
    message: 'The annotations of the ConfigMap',
  },
  {
    title: 'a ConfigMap through the Argo Server',
    mode: 'server' as const,
    objects: [settings],
    code: 'CLIENT_NOT_OFFERED',
    message: 'ConfigMap "settings", which the Argo Server cannot create. Use the Kubernetes API (--kube)',
  },
  {
    title: 'an object of another namespace',
    objects: [{ ...settings, metadata: { name: 'settings', namespace: 'prod' } }],
    code: 'CLIENT_INVALID',
    message: 'in the namespace prod, but the run would be in default',
  },
  {
    title: 'a shared object with another content',
    objects: [template('shared', '', 'ClusterWorkflowTemplate')],
    present: [template('shared', 'base', 'ClusterWorkflowTemplate')],
    code: 'CLIENT_CONFLICT',
    message: 'ClusterWorkflowTemplate "shared" with another content than the file. Nothing was changed.',
  },
] as const)('refuses $title before it sends anything', async ({ objects, code, message, ...rest }) => {
  const all = workflow({
    workflowTemplateRef: { name: 'build' },
    volumes: [{ configMap: { name: 'settings' } }],
    templates: [{ templateRef: { name: 'shared', clusterScope: true } }],
  });
  const { present = [], mode } = { present: [], mode: 'kubernetes' as const, ...rest };
  const { cluster, changes } = memoryCluster({ mode, objects: present });
  const error = await deliver(cluster, all, objects).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
  expect(changes).toEqual([]);
});
