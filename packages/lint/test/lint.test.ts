import { definitions } from '@tiphys/models/tables';
import { fromYaml } from '@tiphys/yaml';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Issue, lint, renderIssues } from '../src/index.ts';

const seed = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: seed-, labels: {a: b}}
spec:
  entrypoint: main
  onExit: leaf
  arguments: {parameters: [{name: n, value: "1", enum: ["1", "2"]}], artifacts: [{name: x, s3: {key: k}}]}
  hooks: {exit: {template: leaf}}
  templateDefaults: {container: {image: i}}
  templates:
  - name: main
    dag:
      target: a b
      tasks:
      - {name: a, template: leaf, withItems: [{k: 1}], arguments: {parameters: [{name: p, value: "{{item.k}}"}]}}
      - {name: b, depends: a.AnySucceeded, inline: {container: {image: z}}, when: "{{tasks.a.status}} == Succeeded"}
  - name: group
    inputs: {parameters: [{name: p}], artifacts: [{name: f, optional: true}]}
    outputs: {parameters: [{name: o, valueFrom: {parameter: "{{steps.s.outputs.result}}"}}]}
    steps:
    - - {name: s, templateRef: {name: lib, template: t}, withSequence: {count: 3}}
  - name: leaf
    inputs: {parameters: [{name: p, default: "1"}]}
    metrics: {prometheus: [{name: m, help: h, counter: {value: "1"}}]}
    script: {image: i, source: "echo {{inputs.parameters.p}}", volumeMounts: [{name: v, mountPath: /v}]}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec: {templates: [{name: t, resource: {action: get}}]}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: c}
spec: {schedules: ["@daily"], workflowSpec: {entrypoint: e, templates: [{name: e, containerSet: {containers: [{name: main, image: i}]}}]}}
`;

/** Every key and index on the way to every value. */
function* pathsOf(
  value: unknown,
  path: readonly (string | number)[] = [],
): Generator<readonly (string | number)[]> {
  yield path;
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* pathsOf(item, [...path, index]);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* pathsOf(item, [...path, key]);
  }
}

function replaceAt(value: unknown, path: readonly (string | number)[], replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? replaceAt(item, rest, replacement) : item));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [step]: replaceAt(object[step], rest, replacement) };
}

const objects = fromYaml(seed);
const fieldNames = [...new Set(Object.values(definitions).flatMap(({ fields }) => Object.keys(fields)))];
const text = fc.oneof(
  fc.constantFrom(
    '',
    '{{',
    '}}',
    '{{item}}',
    '{{inputs.parameters.p}}',
    '{{tasks.a.outputs',
    '{{=',
    'a && (',
    'a.b.c',
    '..',
    '__proto__',
    'constructor',
    'toString',
  ),
  fc.string(),
);
const anything = fc.oneof(
  text,
  fc.jsonValue(),
  fc.dictionary(fc.oneof(fc.constantFrom(...fieldNames), text), fc.oneof(text, fc.jsonValue()), {
    maxKeys: 4,
  }),
  fc.array(fc.dictionary(fc.constantFrom(...fieldNames), text, { maxKeys: 3 }), { maxLength: 3 }),
);

test('never throws, whatever stands wherever in an object', () => {
  const paths = [...pathsOf(objects)];
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      anything,
      fc.constantFrom(...paths),
      anything,
      (first, a, second, b) => {
        let changed: unknown = replaceAt(objects, first, a);
        if ([...pathsOf(changed)].some((path) => JSON.stringify(path) === JSON.stringify(second))) {
          changed = replaceAt(changed, second, b);
        }
        const given = JSON.stringify(changed);
        const documents = Array.isArray(changed) ? changed : [changed];
        const asText = documents.map((document) => JSON.stringify(document)).join('\n---\n');
        expect(given).toBeDefined();
        for (const issue of lint([{ file: 'f', text: asText }])) {
          expect(issue.line).toBeGreaterThan(0);
          expect(issue.line).toBeLessThanOrEqual(documents.length * 2);
        }
        lint([{ file: 'f', objects: documents }]);
      },
    ),
    { numRuns: 1000 },
  );
});

test('never throws on text of any kind', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...seed.split(/(?<=[\s,:{}[\]"])/), '\u0000', '\t'), { maxLength: 60 }),
      (pieces) => {
        expect(Array.isArray(lint([{ file: 'f', text: pieces.join('') }]))).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

test('finds what files of one invocation refer to in each other', () => {
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

test('gives issues by file and line, with the object they are in', () => {
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
    message: 'The entrypoint "x" is not a template of this workflow.',
    file: 'b.yaml',
    path: 'spec.entrypoint',
    line: 4,
    column: 15,
    object: { kind: 'Workflow', name: 'a' },
  });
});

test("with Argo's verdict, only warns where Argo does not look: in all inline templates but the first", () => {
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

test('refuses unknown fields, also below a step, where Argo drops them silently', () => {
  const text =
    'kind: Workflow\nmetadata: {}\nspec: {templates: [{name: a, steps: [[{name: s, tmplate: b, hooks: {exit: {tmplate: c}}}]]}]}';
  const unknown = lint([{ file: 'f', text }]).filter(({ rule }) => rule === 'structure/unknown-field');
  expect(unknown.map(({ path, severity, ignoredByArgo }) => [path, severity, ignoredByArgo])).toEqual([
    ['spec.templates[0].steps[0][0].tmplate', 'error', undefined],
    ['spec.templates[0].steps[0][0].hooks.exit.tmplate', 'error', true],
  ]);
});

test("with Argo's verdict, only warns of mistakes in a WorkflowEventBinding, which Argo passes over", () => {
  const text =
    'apiVersion: argoproj.io/v1alpha1\nkind: WorkflowEventBinding\nmetadata: {name: a}\nspec: {evnt: {}}';
  const severities = lint([{ file: 'f', text }], { compat: 'argo' }).map(({ severity }) => severity);
  expect(new Set(severities)).toEqual(new Set(['warning']));
  expect(lint([{ file: 'f', text }]).some(({ severity }) => severity === 'error')).toBe(true);
});

test('passes over what is not an object of Argo in files that were found, and reports it in files that were named', () => {
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

test('reports the place of a byte that is not UTF-8, and nothing else of the file', () => {
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

test('takes a dag of 5,000 tasks inside an inline template, and finds one mistake in it', () => {
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

test('prints issues with the lines around them and counts at the end', () => {
  const inputs = [{ file: 'wf.yaml', text: 'kind: Workflow\nmetadata: {name: a}\nspec:\n\tx: 1\n' }];
  expect(
    renderIssues(lint(inputs), { inputs }),
  ).toBe(`wf.yaml:4:1: error: tab characters must not be used in indentation [yaml/syntax]
  3 | spec:
> 4 | \tx: 1
    | ^

1 error in 1 file.
`);
});

test('prints issues without their text, in colours', () => {
  const issue = {
    rule: 'a/b',
    severity: 'warning',
    message: 'M.',
    file: 'f',
    path: 'spec.x',
    line: 2,
    column: 3,
    suggestion: 'S.',
  } as const;
  expect(renderIssues([issue, issue])).toBe(
    'f:2:3: warning: M. [a/b]\n  at spec.x\n  help: S.\n\nf:2:3: warning: M. [a/b]\n  at spec.x\n  help: S.\n\n2 warnings in 1 file.\n',
  );
  expect(renderIssues([issue], { colour: true })).toContain(
    '\u001B[33mwarning\u001B[39m: M. \u001B[2m[a/b]\u001B[22m',
  );
  expect(renderIssues([issue], { files: 3 })).toContain('1 warning in 1 of 3 files.');
  expect(renderIssues([])).toBe('No issues found.\n');
});
