import { expect, test } from 'vitest';
import { readCelRule } from './cel-rules.ts';

test.for([
  {
    title: 'a sum of at most one keeps all fields apart',
    given: '(has(self.s3) ? 1 : 0) + (has(self.git) ? 1 : 0) + (has(self.raw) ? 1 : 0) <= 1',
    want: [{ kind: 'atMostOne', fields: ['s3', 'git', 'raw'] }],
  },
  {
    title: 'a sum of one asks for one of the fields',
    given: '(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) == 1',
    want: [{ kind: 'exactlyOne', fields: ['a', 'b'] }],
  },
  {
    title: 'one of two is absent',
    given: '!has(self.depends) || !has(self.dependencies)',
    want: [{ kind: 'atMostOne', fields: ['depends', 'dependencies'] }],
  },
  {
    title: 'not both',
    given: '!(has(self.count) && has(self.end))',
    want: [{ kind: 'atMostOne', fields: ['count', 'end'] }],
  },
  {
    title: 'one, the other or none',
    given: '(has(self.m) && !has(self.f)) || (!has(self.m) && has(self.f)) || (!has(self.m) && !has(self.f))',
    want: [{ kind: 'atMostOne', fields: ['m', 'f'] }],
  },
  {
    title: 'one or the other',
    given: '(has(self.m) && !has(self.f)) || (!has(self.m) && has(self.f))',
    want: [{ kind: 'exactlyOne', fields: ['m', 'f'] }],
  },
  {
    title: 'a field that excludes two others',
    given: '!(has(self.timeout) && self.timeout != "" && (has(self.steps) || has(self.dag)))',
    want: [
      { kind: 'atMostOne', fields: ['timeout', 'steps'] },
      { kind: 'atMostOne', fields: ['timeout', 'dag'] },
    ],
  },
  {
    title: 'a rule over values is not a group',
    given: "!has(self.realtime) || !self.realtime || !self.value.contains('resourcesDuration.')",
    want: [],
  },
  { title: 'invalid CEL is not a group', given: 'has(', want: [] },
])('$title', ({ given, want }) => {
  expect(readCelRule(given)).toEqual({ groups: want, ofElements: false });
});

test('a rule over all elements of a list is about the elements', () => {
  expect(readCelRule('self.all(t, !(has(t.a) && has(t.b)))')).toEqual({
    groups: [{ kind: 'atMostOne', fields: ['a', 'b'] }],
    ofElements: true,
  });
});
