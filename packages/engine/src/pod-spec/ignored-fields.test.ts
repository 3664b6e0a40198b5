import { expect, test } from 'vitest';
import { container, openDocker } from '../../test/docker-bench.ts';
import { openBench, podRequest, shell } from '../../test/executor-bench.ts';

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
  { given: shell('true', { securityContext: {} }), want: [] },
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
