import type { Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { runWorkflow } from '../src/driver/run-workflow.ts';
import { createFakeExecutor } from './fake-executor.ts';

const many = 5000;
const numbers = Array.from({ length: many }, (_, index) => index);
const argumentOf = (text: string): object => ({ parameters: [{ name: 'x', value: text }] });

function workflowOf(body: object): Workflow {
  const leaf = {
    name: 'leaf',
    inputs: { parameters: [{ name: 'x', default: '-' }] },
    container: { image: 'busybox', command: ['echo', '{{inputs.parameters.x}}'] },
    outputs: { parameters: [{ name: 'o', valueFrom: { path: '/tmp/o' } }] },
  };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'wf' },
    spec: { entrypoint: 'main', templates: [{ name: 'main', ...body }, leaf] },
  } as Workflow;
}

/** These take minutes if every event visits all nodes. */
const guard = 20_000;

test.for([
  {
    title: 'independent tasks',
    given: { dag: { tasks: numbers.map((n) => ({ name: `t${n}`, template: 'leaf' })) } },
    want: `${many}/${many}`,
  },
  {
    title: 'a chain that hands a value on',
    given: {
      dag: {
        tasks: numbers.map((n) => ({
          name: `t${n}`,
          template: 'leaf',
          ...(n > 0 && {
            depends: `t${n - 1}`,
            arguments: argumentOf(`{{tasks.t${n - 1}.outputs.parameters.o}}`),
          }),
        })),
      },
    },
    want: `${many}/${many}`,
  },
  {
    title: 'the collected results of a loop of steps',
    given: {
      steps: [
        [{ name: 'l', template: 'leaf', withItems: numbers, arguments: argumentOf('{{item}}') }],
        [{ name: 'm', template: 'leaf', arguments: argumentOf('{{steps.l.outputs.parameters}}') }],
      ],
    },
    want: `${many + 1}/${many + 1}`,
  },
  {
    title: 'a loop of a dag with a limit',
    given: {
      parallelism: 3,
      dag: {
        tasks: [
          {
            name: 'l',
            template: 'leaf',
            withSequence: { count: String(many) },
            arguments: argumentOf('{{item}}'),
          },
          {
            name: 'm',
            template: 'leaf',
            depends: 'l',
            arguments: argumentOf('{{tasks.l.outputs.parameters.o}}'),
          },
        ],
      },
    },
    want: `${many + 1}/${many + 1}`,
  },
])(`${many} pods end soon: $title`, { timeout: guard }, async ({ given, want }) => {
  const executor = createFakeExecutor(() => ({ result: { parameters: [{ name: 'o', value: 'v' }] } }));
  const workflow = await runWorkflow(workflowOf(given), { executor, onUpdate: () => undefined });
  expect(workflow.status).toMatchObject({ phase: 'Succeeded', progress: want });
});

test('a thousand independent tasks run side by side', async () => {
  const all = Promise.withResolvers<void>();
  let running = 0;
  const executor = createFakeExecutor(() => {
    running += 1;
    if (running === 1000) all.resolve();
    return { ends: all.promise };
  });
  const tasks = numbers.slice(0, 1000).map((n) => ({ name: `t${n}`, template: 'leaf' }));
  const workflow = await runWorkflow(workflowOf({ dag: { tasks } }), { executor });
  expect(workflow.status?.phase).toBe('Succeeded');
  expect(executor.mostAtATime).toBe(1000);
});
