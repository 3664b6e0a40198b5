import type { WorkflowTemplate } from '@tiphys/models';
import { expect, test } from 'vitest';
import { compilePipeline, createBundler, measureManifest } from '../src/compile.ts';
import { component, forEach, pipeline } from '../src/index.ts';
import type { ComponentDescriptor, ComponentInput } from '../src/ir/component/component-descriptor.ts';
import { describeComponent } from './run-component.ts';
import { createProject } from './temporary-project.ts';

const number = { type: 'number' };
const string = { type: 'string' };
const numbers = { type: 'array', items: number };
const row = { type: 'object', properties: { name: string }, required: ['name'] };

type Output = Partial<ComponentDescriptor['output']>;

interface SizeCase {
  readonly title: string;
  readonly input?: Partial<ComponentInput>;
  readonly output: Output;
  /** Whether a loop iterates over the result. */
  readonly isLooped?: true;
  /** Maximum size of the code of Tiphys in the template, in bytes. */
  readonly most: number;
}

// A template in which the runtime is not shared is read by reviewers, and many of them must fit into an object.
const cases: readonly SizeCase[] = [
  { title: 'nothing to nothing', output: { route: 'none' }, most: 2130 },
  { title: 'a number to a number', input: { schema: number }, output: { schema: number }, most: 2380 },
  { title: 'a string to a string', input: { schema: string }, output: { schema: string }, most: 2600 },
  {
    title: 'a list of numbers to a number',
    input: { schema: numbers },
    output: { schema: number },
    most: 2460,
  },
  {
    title: 'a number to a list of numbers',
    input: { schema: number },
    output: { schema: numbers, list: true },
    most: 2700,
  },
  {
    title: 'a number to a list for a loop',
    input: { schema: number },
    output: { schema: numbers, list: true },
    isLooped: true,
    most: 2830,
  },
  { title: 'an object to an object', input: { schema: row }, output: { schema: row }, most: 3750 },
  { title: 'a file to a file', input: { route: 'file' }, output: { route: 'file' }, most: 2660 },
];

async function runtimeBytes({ input, output, isLooped }: SizeCase): Promise<number | undefined> {
  await using project = await createProject({
    'components.ts': 'export function work(n) {\n  return n;\n}\nexport function give() {\n  return 1;\n}\n',
  });
  const describe = (inputs: readonly (Partial<ComponentInput> & { readonly name: string })[], one: Output) =>
    component(
      describeComponent(project.folder, inputs.length === 0 && input ? 'give' : 'work', inputs, {
        output: { route: 'value', schema: {}, list: false, ...one },
      }),
    ) as unknown as (given?: { readonly n: unknown }) => never;
  const { schema = {}, route = 'value' } = input ?? {};
  const give = describe([], { route, schema } as Output);
  const work = describe(input === undefined ? [] : [{ name: 'n', ...input }], output);
  const body = () => {
    const result = input === undefined ? work() : work({ n: give() });
    if (isLooped) forEach(result, (n) => void work({ n }));
  };
  const alone = pipeline('alone', {}, body, { kind: 'WorkflowTemplate' });
  const { manifest } = await compilePipeline(alone, { bundler: createBundler() });
  const { templates } = measureManifest(manifest as WorkflowTemplate);
  return templates.find(({ name }) => name === 'work')?.runtimeBytes;
}

test.for(cases)('a template alone carries at most $most bytes for $title', async (given) => {
  const bytes = (await runtimeBytes(given)) ?? 0;
  // A limit that is not close would let it grow.
  expect(bytes).toBeGreaterThan(given.most - 100);
  expect(bytes).toBeLessThanOrEqual(given.most);
});
