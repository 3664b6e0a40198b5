import type { Workflow } from '@tiphys/models';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runWorkflow } from '../src/driver/run-workflow.ts';
import { createFakeExecutor } from './fake-executor.ts';

/** Returns a call of a later template in the list, so that there is no recursion. */
const call = fc.record({
  callee: fc.nat(),
  when: fc.constantFrom(undefined, undefined, 'true', 'false', '{{inputs.parameters.x}} == d'),
  items: fc.constantFrom(undefined, undefined, undefined, '[]', '[1]', '["a","b"]'),
  exit: fc.constantFrom(undefined, undefined, {}, { expression: 'true' }, { expression: 'false' }),
  hook: fc.constantFrom(undefined, undefined, undefined, 'true', 'false', 'workflow.status == "Running"'),
  goesOn: fc.boolean(),
});
const template = fc.record({
  kind: fc.constantFrom('steps', 'dag', 'leaf'),
  groups: fc.array(fc.array(call, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
  retries: fc.constantFrom(undefined, undefined, '0', '1'),
  parallelism: fc.constantFrom(undefined, undefined, 1, 2),
});
const pods = fc.array(fc.constantFrom('Succeeded', 'Succeeded', 'Failed', 'Error'), { minLength: 1 });

type RandomCall = typeof call extends fc.Arbitrary<infer T> ? T : never;
type RandomTemplate = typeof template extends fc.Arbitrary<infer T> ? T : never;

function callFields(random: RandomCall, name: string, callees: readonly string[]): object {
  const callee = callees[random.callee % callees.length];
  const hooks = {
    ...(random.exit && { exit: { template: callee, ...random.exit } }),
    ...(random.hook && { h: { template: callee, expression: random.hook } }),
  };
  return {
    name,
    template: callee,
    ...(random.when && { when: random.when }),
    ...(random.items && { withParam: random.items }),
    ...(Object.keys(hooks).length > 0 && { hooks }),
  };
}

function templateFields(random: RandomTemplate, index: number, count: number): object {
  const callees = Array.from({ length: count - index - 1 }, (_, offset) => `t${index + offset + 1}`);
  const shared = {
    name: `t${index}`,
    inputs: { parameters: [{ name: 'x', default: 'd' }] },
    ...(random.retries && { retryStrategy: { limit: random.retries } }),
  };
  if (random.kind === 'leaf' || callees.length === 0) {
    return { ...shared, container: { image: 'busybox', command: ['true'] } };
  }
  const limit = random.parallelism && { parallelism: random.parallelism };
  if (random.kind === 'steps') {
    const steps = random.groups.map((group, row) =>
      group.map((each, column) => ({
        ...callFields(each, `s${row}x${column}`, callees),
        ...(each.goesOn && { continueOn: { failed: true } }),
      })),
    );
    return { ...shared, ...limit, steps };
  }
  const tasks = random.groups.flat().map((each, position) => ({
    ...callFields(each, `k${position}`, callees),
    ...(position > 0 && {
      depends: each.goesOn ? `k${position - 1} || k${position - 1}.Failed` : `k${position - 1}`,
    }),
  }));
  return { ...shared, ...limit, dag: { tasks } };
}

const workflow = fc
  .record({
    templates: fc.array(template, { minLength: 1, maxLength: 4 }),
    parallelism: fc.constantFrom(undefined, 1, 3),
    onExit: fc.boolean(),
  })
  .map(({ templates, parallelism, onExit }) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'wf' },
    spec: {
      entrypoint: 't0',
      ...(onExit && { onExit: `t${templates.length - 1}` }),
      ...(parallelism && { parallelism }),
      templates: templates.map((each, index) => templateFields(each, index, templates.length)),
    },
  }));

test('every workflow ends, whatever its pods do and whenever it is stopped, and its graph is whole', async () => {
  await fc.assert(
    fc.asyncProperty(workflow, pods, fc.option(fc.nat(5)), async (given, phases, stopAt) => {
      const stop = new AbortController();
      const executor = createFakeExecutor(() => {
        const count = executor.started.length;
        const phase = phases[count % phases.length] as 'Succeeded' | 'Failed' | 'Error';
        if (count === stopAt) queueMicrotask(() => stop.abort());
        return { result: { phase, exitCode: phase === 'Succeeded' ? '0' : '1' } };
      });
      const { status } = await runWorkflow(given as unknown as Workflow, { executor, signal: stop.signal });
      const nodes = status?.nodes ?? {};
      expect(['Succeeded', 'Failed', 'Error']).toContain(status?.phase);
      for (const node of Object.values(nodes)) {
        if (status?.phase === 'Succeeded') expect(['Running', 'Pending']).not.toContain(node.phase);
        for (const id of [...(node.children ?? []), ...(node.outboundNodes ?? [])])
          expect(nodes).toHaveProperty([id]);
      }
      const limit = given.spec.parallelism;
      if (limit !== undefined) expect(executor.mostAtATime).toBeLessThanOrEqual(limit);
    }),
    { numRuns: 300 },
  );
});
