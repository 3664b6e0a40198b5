import { definitions } from '@tiphys/models/tables';
import { fromYaml } from '@tiphys/yaml';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lint } from '../src/index.ts';

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

/** Yields the path of every value. */
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

test('never throws, whatever value is anywhere in an object', () => {
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
