import { expect, test } from 'vitest';
import { type Issue, lint } from '../src/index.ts';

test('resolves references between files', () => {
  const caller = 'kind: Workflow\nmetadata: {name: a}\nspec: {workflowTemplateRef: {name: lib}}';
  const library =
    'kind: WorkflowTemplate\nmetadata: {name: lib}\nspec: {entrypoint: t, templates: [{name: t, suspend: {}}]}';
  const errorsOf = (...texts: readonly string[]): readonly string[] =>
    lint(texts.map((given, index) => ({ file: `${index}.yaml`, text: given })))
      .filter((issue) => issue.severity === 'error')
      .map((issue) => `${issue.file} ${issue.rule}`);
  expect(errorsOf(caller)).toEqual(['0.yaml workflow/unknown-workflow-template']);
  expect(errorsOf(caller, library)).toEqual([]);
});

test('sorts issues by file and line, and names their objects', () => {
  const given = 'kind: Workflow\nmetadata: {name: a}\nspec:\n  entrypoint: x\n  serviceAccountName: 1\n';
  const issues = lint([
    { file: 'b.yaml', text: given },
    { file: 'a.yaml', text: '[' },
  ]);
  expect(issues.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
    'b.yaml:1 structure/missing-field',
    'b.yaml:4 workflow/unknown-entrypoint',
    'b.yaml:5 structure/wrong-type',
    'a.yaml:1 yaml/syntax',
  ]);
  expect(issues[1]).toEqual({
    rule: 'workflow/unknown-entrypoint',
    severity: 'error',
    message: 'Entrypoint "x" is not a template of this workflow.',
    file: 'b.yaml',
    path: 'spec.entrypoint',
    line: 4,
    column: 15,
    object: { kind: 'Workflow', name: 'a' },
  });
});

test("with Argo's verdict, only warns about what Argo does not check: all inline templates but the first", () => {
  const step = (name: string): string => `{name: ${name}, inline: {script: {source: a}}}`;
  const text = `apiVersion: a\nkind: Workflow\nmetadata: {}\nspec: {entrypoint: b, templates: [{name: a, steps: [[${step('x')}]]}, {name: b, steps: [[${step('y')}, ${step('z')}]]}]}`;
  const inputs = [{ file: 'f', text }];
  const ofImage = ({ rule }: Issue): boolean => rule === 'template/image';
  expect(
    lint(inputs)
      .filter(ofImage)
      .map(({ severity }) => severity),
  ).toEqual(['error', 'error', 'error']);
  const images = lint(inputs, { compat: 'argo' }).filter(ofImage);
  expect(images.map(({ path, severity }) => `${path} ${severity}`)).toEqual([
    'spec.templates[0].steps[0][0].inline.script warning',
    'spec.templates[1].steps[0][0].inline.script error',
    'spec.templates[1].steps[0][1].inline.script warning',
  ]);
});

test('refuses unknown fields even in steps, where Argo silently drops them', () => {
  const text =
    'kind: Workflow\nmetadata: {}\nspec: {templates: [{name: a, steps: [[{name: s, tmplate: b, hooks: {exit: {tmplate: c}}}]]}]}';
  const unknown = lint([{ file: 'f', text }]).filter(({ rule }) => rule === 'structure/unknown-field');
  expect(unknown.map(({ path, severity, ignoredByArgo }) => [path, severity, ignoredByArgo])).toEqual([
    ['spec.templates[0].steps[0][0].tmplate', 'error', undefined],
    ['spec.templates[0].steps[0][0].hooks.exit.tmplate', 'error', true],
  ]);
});

test("with Argo's verdict, only warns about a WorkflowEventBinding, which Argo does not check", () => {
  const text =
    'apiVersion: argoproj.io/v1alpha1\nkind: WorkflowEventBinding\nmetadata: {name: a}\nspec: {evnt: {}}';
  const severities = lint([{ file: 'f', text }], { compat: 'argo' }).map(({ severity }) => severity);
  expect(new Set(severities)).toEqual(new Set(['warning']));
  expect(lint([{ file: 'f', text }]).some(({ severity }) => severity === 'error')).toBe(true);
});

test('skips what is not an object of Argo in files that were found, and reports it in files that were named', () => {
  const texts = [
    'a: [',
    'a: 1',
    'apiVersion: example.com/v1\nkind: Workflow\nspec: 1',
    'kind: Workflow\na: [',
  ];
  const rulesOf = (isFound: boolean): readonly string[] =>
    texts.flatMap((text, index) =>
      lint([{ file: `${index}`, text, isFound }]).map(({ file, rule }) => `${file} ${rule}`),
    );
  expect(rulesOf(true)).toEqual(['3 yaml/syntax']);
  expect(rulesOf(false)).toEqual(
    expect.arrayContaining(['0 yaml/syntax', '1 object/no-kind', '2 structure/wrong-type', '3 yaml/syntax']),
  );
});

test('reports the place of a byte that is not UTF-8, and nothing else in the file', () => {
  const input = { file: 'f', text: 'kind: Workflow', invalidUtf8: { line: 2, column: 3 } };
  expect(lint([input])).toMatchObject([{ rule: 'yaml/encoding', severity: 'error', line: 2, column: 3 }]);
});

test('leaves out rules and groups of rules', () => {
  const given = [
    { file: 'f', text: 'kind: Workflow\nmetadata: {}\nspec: {entrypoint: x, a: 1, parallelism: 0}' },
  ];
  const rulesOf = (...disable: readonly string[]): readonly string[] =>
    lint(given, { disable }).map(({ rule }) => rule);
  expect(rulesOf('structure')).toEqual(['workflow/unknown-entrypoint']);
  expect(rulesOf('structure/missing-field', 'workflow/unknown-entrypoint')).toEqual([
    'structure/unknown-field',
    'structure/refused-value',
  ]);
});

test('finds one mistake in a dag of 5,000 tasks in an inline template', () => {
  const tasks = Array.from({ length: 5000 }, (_, index) => ({
    name: `t-${index}`,
    template: 'leaf',
    ...(index === 0 ? {} : { depends: `t-${index === 4000 ? 4001 : index - 1}` }),
  }));
  const given = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { generateName: 'big-' },
    spec: {
      entrypoint: 'main',
      templates: [
        { name: 'main', dag: { tasks: [{ name: 'all', inline: { dag: { tasks } } }] } },
        { name: 'leaf', container: { image: 'i', command: ['true'] } },
      ],
    },
  } as const;
  expect(lint([{ file: 'f', objects: [given] }])).toMatchObject([
    { rule: 'dag/cycle', path: 'spec.templates[0].dag.tasks[0].inline.dag.tasks[4000].depends' },
  ]);
});
