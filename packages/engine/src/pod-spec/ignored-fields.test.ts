import type { Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { container, openDocker } from '../../test/docker-bench.ts';
import { openBench, podRequest, shell } from '../../test/executor-bench.ts';
import { runWorkflow } from '../driver/run-workflow.ts';

/** Returns what the executor says about templates. */
async function noticesOf(...templates: readonly object[]): Promise<readonly string[]> {
  const notices: string[] = [];
  await using bench = openBench({ onNotice: (text) => notices.push(text) });
  for (const template of templates) bench.executor.findUnsupported(podRequest(template).template);
  return notices.filter((text) => text.includes(' ignore '));
}

const notice = (field: string): string =>
  `Tasks that run as processes ignore ${field} (template "t"). Use --executor docker or podman to have it.`;

const onlyCluster = (where: string, field: string): string =>
  `Tasks that run as ${where} ignore ${field} (template "t"). Only a cluster has it: tiphys submit.`;

test.for([
  { given: shell('true', { securityContext: { runAsUser: 1 } }), want: [notice('securityContext')] },
  {
    given: { container: { command: ['true'], securityContext: { runAsUser: 1 } } },
    want: [notice('securityContext')],
  },
  {
    given: shell('true', { hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }] }),
    want: [notice('hostAliases')],
  },
  {
    given: {
      container: { command: ['true'], volumeMounts: [{ name: 'v', mountPath: '/v', readOnly: true }] },
    },
    want: [notice('readOnly of volume mounts')],
  },
  { given: { container: { command: ['true'], tty: true } }, want: [notice('tty')] },
  {
    given: { container: { command: ['true'], lifecycle: { preStop: { exec: { command: ['true'] } } } } },
    want: [onlyCluster('processes', 'lifecycle')],
  },
  {
    given: {
      container: { command: ['true'], resources: { limits: { 'nvidia.com/gpu': 1, memory: '1Gi', cpu: 1 } } },
    },
    want: [onlyCluster('processes', 'limits of nvidia.com/gpu')],
  },
  {
    given: shell('true', {
      podSpecPatch: 'containers: [{name: main, securityContext: {runAsUser: 1}}]',
    }),
    want: [notice('securityContext')],
  },
  {
    given: shell('true', { podResources: { limits: { memory: '1Gi' } } }),
    want: [onlyCluster('processes', 'podResources')],
  },
  {
    given: shell('true', { resourceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }] }),
    want: [onlyCluster('processes', 'resourceClaims')],
  },
  {
    given: shell('true', {
      podSpecPatch:
        '{"hostname": "a", "runtimeClassName": "gvisor", "dnsConfig": {"nameservers": ["10.0.0.1"]}, "hostNetwork": true}',
    }),
    want: ['dnsConfig', 'hostname', 'runtimeClassName'].map((name) => onlyCluster('processes', name)),
  },
  { given: shell('true', { securityContext: {}, podResources: { requests: { cpu: 1 } } }), want: [] },
])('says what processes ignore: $want', async ({ given, want }) => {
  expect(await noticesOf(given)).toEqual(want);
});

test('says it once', async () => {
  const template = shell('true', { securityContext: { runAsUser: 1 } });
  expect(await noticesOf(template, template)).toHaveLength(1);
});

test('says what containers ignore', async () => {
  const notices: string[] = [];
  await using bench = openDocker({ onNotice: (text) => notices.push(text) });
  const asked = container('true', {
    securityContext: { runAsUser: 1, runAsNonRoot: true },
    lifecycle: { postStart: { exec: { command: ['true'] } } },
  });
  expect(bench.executor.findUnsupported(podRequest({ container: asked }).template)).toBeUndefined();
  expect(notices).toEqual([
    onlyCluster('containers', 'lifecycle'),
    onlyCluster('containers', 'securityContext.runAsNonRoot'),
  ]);
});

test('looks at the patches of the workflow', async () => {
  const notices: string[] = [];
  await using bench = openBench({ onNotice: (text) => notices.push(text) });
  const { template } = podRequest(shell('true'));
  bench.executor.findUnsupported(template, ['hostAliases: [{ip: 10.0.0.1, hostnames: [db]}]']);
  expect(notices).toEqual([notice('hostAliases')]);
});

test('says how to have what processes have', async () => {
  const notices: string[] = [];
  await using bench = openDocker({ onNotice: (text) => notices.push(text) });
  const { template } = podRequest({ container: container('true') });
  bench.executor.findUnsupported(template, [
    '{"hostNetwork": true, "imagePullSecrets": [{"name": "registry"}]}',
  ]);
  expect(notices).toEqual([
    'Tasks that run as containers ignore hostNetwork (template "t"). Leave out --executor to have it: processes use the network of this machine.',
    'Tasks that run as containers ignore imagePullSecrets (template "t"). Log in with the program that runs them, such as `docker login`.',
  ]);
});

test.for<readonly [fields: object, ignored: readonly string[]]>([
  [{ dnsConfig: { nameservers: ['10.0.0.1'] } }, ['dnsConfig']],
  [{ podResources: { limits: { cpu: '1' } } }, ['podResources']],
  [{ resourceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }] }, ['resourceClaims']],
  [{ securityContext: { runAsUser: 1 } }, ['securityContext']],
  [{ hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }] }, ['hostAliases']],
  [{ podSpecPatch: 'hostname: a' }, ['hostname']],
  // Processes use the network of this machine, and pull no images.
  [{ hostNetwork: true, imagePullSecrets: [{ name: 'registry' }] }, []],
  // These only concern a cluster: see docs/semantics/reconciliation.md.
  [
    {
      affinity: { nodeAffinity: {} },
      tolerations: [{ key: 'a', operator: 'Exists' }],
      nodeSelector: { disk: 'ssd' },
      schedulerName: 'other',
      podPriorityClassName: 'high',
      podDisruptionBudget: { minAvailable: 1 },
      serviceAccountName: 'runner',
      automountServiceAccountToken: true,
      executor: { serviceAccountName: 'runner' },
      podGC: { strategy: 'OnPodCompletion' },
      ttlStrategy: { secondsAfterCompletion: 60 },
      dnsPolicy: 'Default',
    },
    [],
  ],
])('says what processes ignore of a workflow with %o', async ([fields, ignored]) => {
  const notices: string[] = [];
  await using bench = openBench({ onNotice: (text) => notices.push(text) });
  const templates = [
    { name: 't', container: { image: 'alpine', command: ['true'] } },
    { name: 'main', steps: [[{ name: 'a', template: 't' }]] },
  ];
  const spec = { entrypoint: 'main', templates, ...fields };
  const workflow: Workflow = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'wf' },
    spec,
  };
  const { status } = await runWorkflow(workflow, { executor: bench.executor });
  expect(status?.phase).toBe('Succeeded');
  const names = notices.flatMap((text) => / ignore (\S+) \(template "t"\)/.exec(text)?.[1] ?? []);
  expect(names).toEqual(ignored);
});
