import { expect, test } from 'vitest';
import { substituteTags, toEnvironment } from '../index.ts';

const variables = new Map<string, unknown>([
  ['inputs.parameters.n', '5'],
  ['inputs.parameters.text', 'a "q"\n'],
  ['workflow.name', 'wf'],
  ['item', '[1]'],
  ['item.k', 'v'],
  ['tasks.a.outputs.parameters.p', null],
  ['tasks.a.outputs.result', '{"k": [1, "x"]}'],
  ['number', 5],
  ['bell', '\u0007'],
]);

test.for([
  { title: 'inserts text, escaped', given: '["{{inputs.parameters.text}}"]', want: '["a \\"q\\"\\n"]' },
  { title: 'trims a simple tag', given: '["{{ workflow.name }}"]', want: '["wf"]' },
  { title: 'leaves what it does not know', given: '["{{nope}} {{=nope}}"]', want: '["{{nope}} {{=nope}}"]' },
  {
    title: 'resolves the inner of two nested tags',
    given: '["{{x.{{workflow.name}}}}"]',
    want: '["{{x.wf}}"]',
  },
  { title: 'calculates', given: '["{{=asInt(inputs.parameters.n) * 2}}"]', want: '["10"]' },
  { title: 'writes a list as JSON in the string', given: '["{{=[1, \'a\']}}"]', want: '["[1,\\"a\\"]"]' },
  { title: 'reads JSON', given: '["{{=fromJSON(tasks.a.outputs.result).k[1]}}"]', want: '["x"]' },
  {
    title: 'takes a fallback for an absent output',
    given: '["{{=tasks.a.outputs.parameters.p ?? \'d\'}}"]',
    want: '["d"]',
  },
  { title: 'waits for names that come later', given: '["{{=retries ?? 1}}"]', want: '["{{=retries ?? 1}}"]' },
  { title: 'sees the children of item, not its text', given: '["{{=item.k}} {{item}}"]', want: '["v [1]"]' },
  { title: 'leaves a failing expression', given: '["{{=1 + \'a\'}}"]', want: '["{{=1 + \'a\'}}"]' },
  { title: 'has no tag to replace', given: '{"a": "b"}', want: '{"a": "b"}' },
])('$title', ({ given, want }) => {
  expect(substituteTags(given, variables, { allowUnresolved: true })).toBe(want);
});

test.for([
  {
    title: 'an unknown name',
    given: '"{{nope}}"',
    code: 'EXPRESSION_UNRESOLVED',
    want: 'failed to resolve {{nope}}',
  },
  {
    title: 'an unknown name in an expression',
    given: '"{{=tasks.zz.x}}"',
    code: 'EXPRESSION_UNRESOLVED',
    want: 'failed to evaluate expression: tasks.zz is missing',
  },
  {
    title: 'an absent output',
    given: '"{{tasks.a.outputs.parameters.p}}"',
    code: 'EXPRESSION_ABSENT',
    want: 'unable to substitute {{tasks.a.outputs.parameters.p}}: output is an absent optional (skipped/omitted node with no default)',
  },
  {
    title: 'a value that is not a string',
    given: '"{{number}}"',
    code: 'EXPRESSION_UNRESOLVED',
    want: 'failed to resolve {{number}} to string',
  },
  {
    title: 'a failing expression',
    given: '"{{=1 + workflow.name}}"',
    code: 'EXPRESSION_EVALUATION',
    want: 'failed to evaluate expression: invalid operation: int + string (1:3)\n | 1 + workflow.name\n | ..^',
  },
  {
    title: 'a result that is not JSON',
    given: '"{{bell}}"',
    code: 'EXPRESSION_SUBSTITUTION',
    want: 'cannot finish template replacement because the result was invalid JSON',
  },
  {
    title: 'a text that is not JSON',
    given: '{{a}}',
    code: 'EXPRESSION_TEMPLATE',
    want: 'cannot do template replacements with invalid JSON',
  },
  {
    title: 'a tag that is not closed',
    given: '"{{a"',
    code: 'EXPRESSION_TEMPLATE',
    want: 'Cannot find end tag="}}" in the template="\\"{{a\\"" starting from "a\\""',
  },
])('refuses $title', ({ given, code, want }) => {
  const run = (): string => substituteTags(given, variables, { allowUnresolved: false });
  expect(run).toThrow(expect.objectContaining({ code, message: want }));
});

test.for([
  { given: '"{{steps.x.outputs.result}}"', want: 'failed to resolve {{steps.x.outputs.result}}' },
  { given: '"{{steps}}"', want: 'failed to resolve {{steps}}' },
  { given: '"{{stepsize}} {{steps.x.outputs.artifacts.a}}"', want: undefined },
  { given: '"{{=steps.x.outputs.result}}"', want: 'failed to evaluate expression: steps is missing' },
])('requires $given because of its strict prefix', ({ given, want }) => {
  const run = (): string =>
    substituteTags(given, variables, { allowUnresolved: true, strictPrefixes: ['steps'] });
  if (want === undefined) expect(run()).toBe(given);
  else expect(run).toThrow(want);
});

test('nests dotted names and drops a name that has children', () => {
  const environment = toEnvironment(
    new Map<string, unknown>([
      ['a', 'gone'],
      ['a.b', 'x'],
      ['a.c.d', null],
      ['ab', 'y'],
    ]),
  );
  expect(environment).toEqual({ a: { b: 'x', c: { d: null } }, ab: 'y' });
});

test('substitutes a long text in one pass over it', () => {
  const long = JSON.stringify(
    Array.from(
      { length: 20_000 },
      (_, index) => `${index} {{inputs.parameters.n}} {{=asInt(inputs.parameters.n) + 1}}`,
    ),
  );
  const result: unknown = JSON.parse(substituteTags(long, variables, { allowUnresolved: false }));
  expect(result).toHaveLength(20_000);
  expect(result).toHaveProperty('[19999]', '19999 5 6');
});

test('many expressions and few see the same variables', () => {
  const many = Array.from(
    { length: 20 },
    (_, index) => `{{=tasks.b?.x ?? 'none ${index}'}} {{=item.k}} {{=len(tasks)}}`,
  );
  const texts = many.map((text) =>
    substituteTags(JSON.stringify(text), variables, { allowUnresolved: false }),
  );
  const once: unknown = JSON.parse(
    substituteTags(JSON.stringify(many), variables, { allowUnresolved: false }),
  );
  expect(once).toEqual(texts.map((text): unknown => JSON.parse(text)));
});
