import { expect, test } from 'vitest';
import { openBench, podRequest, shell } from '../../../test/executor-bench.ts';

/** Returns what the executor says about templates. */
async function noticesOf(...templates: readonly object[]): Promise<readonly string[]> {
  const notices: string[] = [];
  await using bench = openBench({ onNotice: (text) => notices.push(text) });
  for (const template of templates) bench.executor.findUnsupported(podRequest(template).template);
  return notices.filter((text) => text.includes('--executor'));
}

const notice = (field: string): string =>
  `Tasks that run as processes ignore ${field} (template "t"). Use --executor docker or podman to have it.`;

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
  { given: shell('true', { securityContext: {} }), want: [] },
])('says what processes ignore: $want', async ({ given, want }) => {
  expect(await noticesOf(given)).toEqual(want);
});

test('says it once', async () => {
  const template = shell('true', { securityContext: { runAsUser: 1 } });
  expect(await noticesOf(template, template)).toHaveLength(1);
});
