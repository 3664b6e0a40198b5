import { expect, test } from 'vitest';
import { formatPath } from './json-path.ts';

test.for([
  { path: [], want: '' },
  { path: ['spec', 'templates', 0, 'name'], want: 'spec.templates[0].name' },
  {
    path: ['metadata', 'annotations', 'example.com/owner'],
    want: 'metadata.annotations["example.com/owner"]',
  },
  { path: ['a-b', '1', '', 'x y'], want: 'a-b["1"][""]["x y"]' },
])('formats $path as $want', ({ path, want }) => {
  expect(formatPath(path)).toBe(want);
});
