import type { Workflow } from '@tiphys/models';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runWorkflow } from '../src/driver/run-workflow.ts';
import { createFakeExecutor } from './fake-executor.ts';

interface RandomTask {
  readonly before: readonly number[];
  readonly result: 'Succeeded' | 'Failed' | 'Error';
  readonly forgiving: boolean;
  readonly items: number;
  readonly when: boolean;
}

const task: fc.Arbitrary<RandomTask> = fc.record({
  before: fc.array(fc.nat(20), { maxLength: 3 }),
  result: fc.constantFrom('Succeeded', 'Succeeded', 'Failed', 'Error'),
  forgiving: fc.boolean(),
  items: fc.nat(3),
  when: fc.boolean(),
});

/** Tasks depend only on earlier ones, so that there is no cycle. */
function tasksOf(random: readonly RandomTask[]): readonly object[] {
  return random.map(({ before, forgiving, items, when }, index) => {
    const names = [...new Set(before.filter((other) => other < index).map((other) => `t${other}`))];
    const terms = names.map((name) => (forgiving ? `(${name} || ${name}.Failed || ${name}.Errored)` : name));
    return {
      name: `t${index}`,
      template: 'leaf',
      when: String(when),
      ...(terms.length > 0 && { depends: terms.join(' && ') }),
      ...(items > 0 && { withItems: Array.from({ length: items }, (_, item) => item) }),
    };
  });
}

test('every dag ends with all its nodes, and no task starts before its dependencies have ended', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(task, { minLength: 1, maxLength: 15 }),
      fc.option(fc.integer({ min: 1, max: 3 })),
      async (random, limit) => {
        const tasks = tasksOf(random);
        const workflow = {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Workflow',
          metadata: { name: 'wf' },
          spec: {
            entrypoint: 'main',
            templates: [
              { name: 'main', dag: { tasks }, ...(limit !== null && { parallelism: limit }) },
              { name: 'leaf', container: { image: 'busybox', command: ['true'] } },
            ],
          },
        } as Workflow;
        const running = new Set<string>();
        const executor = createFakeExecutor(({ nodeName }) => {
          const index = Number(/t(\d+)/.exec(nodeName)?.[1]);
          const early = random[index]?.before.filter((other) => other < index && running.has(`t${other}`));
          expect(early).toEqual([]);
          running.add(`t${index}`);
          const ends = Promise.resolve().then(() => running.delete(`t${index}`));
          return { result: { phase: random[index]?.result ?? 'Succeeded' }, ends };
        });
        const { status } = await runWorkflow(workflow, { executor });
        const phases = Object.values(status?.nodes ?? {}).map(({ phase }) => phase);
        expect(phases).not.toContain('Running');
        expect(phases).not.toContain('Pending');
        expect(['Succeeded', 'Failed', 'Error']).toContain(status?.phase);
        if (limit !== null) expect(executor.mostAtATime).toBeLessThanOrEqual(limit);
      },
    ),
  );
});
