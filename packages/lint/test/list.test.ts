import { expect, test } from 'vitest';
import { lint } from '../src/index.ts';

const list = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata: { name: c }
  - apiVersion: argoproj.io/v1alpha1
    kind: Workflow
    metadata: { generateName: a- }
    spec:
      entrypoint: missing
      templates:
        - name: main
          suspend: {}
          colour: red
`;

test('checks the objects in a List, with their place in it', () => {
  const issues = lint([{ file: 'list.yaml', text: list, isFound: true }]);
  expect(issues.map(({ rule, severity, path, line }) => ({ rule, severity, path, line }))).toEqual([
    { rule: 'workflow/unknown-entrypoint', severity: 'error', path: 'items[1].spec.entrypoint', line: 11 },
    {
      rule: 'structure/unknown-field',
      severity: 'error',
      path: 'items[1].spec.templates[0].colour',
      line: 15,
    },
  ]);
});

test("what is in a List is a warning where Argo's own linter is followed, which skips it", () => {
  const issues = lint([{ file: 'list.yaml', text: list }], { compat: 'argo' });
  expect(issues.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
});

test('a List without an object of Argo is one document', () => {
  const text = 'apiVersion: v1\nkind: List\nitems: []\n';
  expect(lint([{ file: 'list.yaml', text, isFound: true }])).toEqual([]);
});
