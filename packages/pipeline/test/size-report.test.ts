import type { Workflow, WorkflowTemplate } from '@tiphys/models';
import { expect, test } from 'vitest';
import { assertStorable } from '../src/compile/assert-storable.ts';
import { compilePipeline, createBundler, measureManifest } from '../src/compile.ts';
import { component, pipeline } from '../src/index.ts';
import { describeComponent } from './run-component.ts';
import { createProject } from './temporary-project.ts';

test.for(['Workflow', 'WorkflowTemplate'] as const)('the parts of a %s are measured', async (kind) => {
  const own = 'export function double(n) {\n  return n * 2;\n}\n';
  await using project = await createProject({ 'components.ts': own });
  const double = component(
    describeComponent(project.folder, 'double', [{ name: 'n' }]),
  ) as unknown as (input: { readonly n: unknown }) => never;
  const chain = pipeline('chain', { n: 1 }, ({ n }) => ({ n: double({ n }) }), { kind });
  const { manifest } = await compilePipeline(chain, { bundler: createBundler() });
  const { bytes, limit, templates, shared } = measureManifest(manifest as WorkflowTemplate);
  expect(bytes).toBe(JSON.stringify(manifest).length);
  expect(limit).toBe(1_048_576);
  const template = templates.find(({ name }) => name === 'double');
  expect(template?.ownBytes).toBe(
    '// components.ts\nfunction double(n) {\n  return n * 2;\n}\nrunTask(double);'.length,
  );
  expect(template?.shared).toEqual(kind === 'Workflow' ? ['tiphys-runtime'] : []);
  expect((template?.runtimeBytes ?? 0) > 1000).toBe(kind === 'WorkflowTemplate');
  expect(template?.packedBytes).toBe(0);
  expect(shared.map(({ name, users }) => [name, users])).toEqual(
    kind === 'Workflow' ? [['tiphys-runtime', 1]] : [],
  );
});

function workflowWith(metadata: object, template: object): Workflow {
  const templates = [{ name: 'draw', container: { image: 'busybox', ...template } }];
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'p', ...metadata },
    spec: { entrypoint: 'draw', templates },
  };
}

test.for([
  {
    title: 'an environment variable',
    manifest: workflowWith({}, { env: [{ name: 'TABLE', value: 'x'.repeat(131_066) }] }),
    want: 'The environment variable TABLE of the template draw has 131073 bytes, but Linux allows 131072, so its pod could not start.',
  },
  {
    title: 'annotations',
    manifest: workflowWith({ annotations: { note: 'x'.repeat(262_141) } }, {}),
    want: 'The annotations of the pipeline p have 262145 bytes, but Kubernetes allows 262144.',
  },
  {
    title: 'an object',
    manifest: workflowWith({}, { args: ['x'.repeat(1_100_000)] }),
    want: 'The pipeline p compiles to an object of 1075 KiB, but Argo can store 1024 KiB. The largest templates: draw 1075 KiB.',
  },
])('$title that a cluster would refuse is refused', ({ manifest, want }) => {
  expect(() => assertStorable('p', manifest)).toThrow(
    expect.objectContaining({
      code: expect.stringMatching(/^PIPELINE_(VALUE_)?TOO_LARGE$/),
      message: expect.stringContaining(want),
    }),
  );
});

test.for([
  {
    title: 'an environment variable',
    manifest: workflowWith({}, { env: [{ name: 'T', value: 'x'.repeat(131_069) }] }),
  },
  { title: 'annotations', manifest: workflowWith({ annotations: { note: 'x'.repeat(262_140) } }, {}) },
])('$title of the maximum size is fine', ({ manifest }) => {
  expect(() => assertStorable('p', manifest)).not.toThrow();
});
