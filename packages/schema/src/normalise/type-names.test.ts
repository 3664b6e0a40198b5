import { expect, test } from 'vitest';
import { assignTypeNames } from './type-names.ts';

test.for([
  { title: 'the last part is the name', given: ['io.k8s.api.core.v1.Container'], want: ['Container'] },
  {
    title: 'Argo keeps the plain name where two would be equal',
    given: ['io.k8s.api.core.v1.HTTPHeader', 'io.argoproj.workflow.v1alpha1.HTTPHeader'],
    want: ['KubernetesHTTPHeader', 'HTTPHeader'],
  },
  {
    title: 'other groups get their whole name',
    given: ['io.argoproj.workflow.v1alpha1.Event', 'com.example.Event'],
    want: ['Event', 'ComExampleEvent'],
  },
  {
    title: 'words of TypeScript are not names',
    given: ['com.example.default', 'com.example.string'],
    want: ['ComExampleDefault', 'ComExampleString'],
  },
  { title: 'signs that no name may hold go', given: ['my-group.a b'], want: ['MygroupAb'] },
])('$title', ({ given, want }) => {
  const names = assignTypeNames(given);
  expect(given.map((name) => names.get(name))).toEqual(want);
});

test('a name without letters is an error', () => {
  expect(() => assignTypeNames(['12.34'])).toThrow(
    expect.objectContaining({ code: 'SCHEMA_NAME', definition: '12.34' }),
  );
});
