import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileTemplates } from '../../../test/compile.ts';
import { notify } from '../../../test/components.ts';
import { expectRefusal, type OptionCase, refusalOf, unknown } from '../../../test/expect-refusal.ts';
import { component, input, inputFile, pipeline } from '../../index.ts';

const fixtures = '../../../test/fixtures/python';

const fit = component.python('fit', {
  file: `${fixtures}/model.py`,
  call: 'fit',
  inputs: { depth: 3, name: input<string>(), table: inputFile() },
  returns: input<{ accuracy: number }>(),
  requirements: ['scikit-learn==1.7'],
  retry: 2,
});
const report = component.notebook('report', {
  file: `${fixtures}/report.ipynb`,
  inputs: { title: 'Report' },
});

test('a function gets its inputs as JSON, and keeps the lines of its file', async () => {
  const given = pipeline('p', {}, () => {
    const notebook = report();
    return { accuracy: fit({ name: 'x', table: notebook }).accuracy, notebook };
  });
  const templates = await compileTemplates(given);
  const source = readFileSync(join(import.meta.dirname, fixtures, 'model.py'), 'utf8');
  expect(templates.fit).toMatchObject({
    inputs: {
      parameters: [{ name: 'depth', default: '3' }, { name: 'name' }],
      artifacts: [{ name: 'table' }],
    },
    outputs: { parameters: [{ name: 'output', valueFrom: { path: '/tmp/tiphys-result' } }] },
    retryStrategy: { limit: '2' },
    script: {
      image: 'python:3.13-slim',
      command: ['python3', '-c', expect.not.stringMatching(/\{\{|\$/)],
      source: source.replaceAll('{{{', '{#tiphys#{#tiphys#{'),
      env: [
        {
          name: 'TIPHYS_PYTHON',
          value: expect.stringContaining('"requirements":["scikit-learn==1.7"],"mark":"#tiphys#"'),
        },
        { name: 'IN_depth', value: "{{=replace(inputs.parameters.depth, '$', '$$')}}" },
        { name: 'IN_name', value: "{{=replace(inputs.parameters.name, '$', '$$')}}" },
        { name: 'FILE_table', value: '{{inputs.artifacts.table.path}}' },
        { name: 'OUT_output', value: '{{outputs.parameters.output.path}}' },
      ],
    },
  });
  expect(templates.report).toMatchObject({
    outputs: { artifacts: [{ name: 'output', path: '/tmp/tiphys-result' }] },
    script: {
      env: [
        { value: expect.stringContaining('"requirements":["papermill","ipykernel"]') },
        { name: 'IN_title' },
        { name: 'OUT_output' },
      ],
    },
  });
});

test('a function without a result has no outputs', async () => {
  const later = component.python('later', { file: `${fixtures}/model.py`, call: 'later' });
  const error = await refusalOf(() => pipeline('p', {}, () => void notify({ text: later() as never })));
  expectRefusal(error, import.meta.filename, {
    options: {},
    code: 'PIPELINE_NO_RESULT',
    says: 'the component later declares no outputs',
  });
});

const from = component.python as unknown as (name: unknown, definition: unknown) => () => undefined;
const model = `${fixtures}/model.py`;

describe('mistakes', () => {
  test.for<OptionCase>([
    { options: { call: 'fit' }, says: 'need "file", which is missing' },
    { options: { file: model }, says: 'need "call", which is missing' },
    {
      options: { file: './none.py', call: 'fit' },
      code: 'PIPELINE_FILE_MISSING',
      says: 'The file "./none.py" of the component c cannot be read',
    },
    { options: { file: model, call: 'fits' }, says: 'model.py has no function "fits". Did you mean "fit"?' },
    {
      options: { file: model, call: 'train_it' },
      says: 'model.py has no function "train_it". Its functions are fit, later.',
    },
    {
      options: { file: model, call: 'fit', returns: 5 },
      says: '"returns" of the component c must be input<T>()',
    },
    {
      options: { file: model, call: 'fit', requirements: 'pandas' },
      says: '"requirements" of the component c must be a list of packages',
    },
    {
      options: { file: model, call: 'fit', function: 'fit' },
      code: unknown,
      says: 'has no option "function"',
    },
  ])('$says', async (given) => {
    expectRefusal(
      await refusalOf(() => pipeline('p', {}, from('c', given.options))),
      import.meta.filename,
      given,
    );
  });
});
