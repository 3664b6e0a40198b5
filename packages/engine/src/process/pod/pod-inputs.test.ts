import { expect, test } from 'vitest';
import { cleanPath } from './pod-inputs.ts';

test.for([
  { path: '/tmp/in', want: '/tmp/in' },
  { path: '/tmp/in/', want: '/tmp/in' },
  { path: '/tmp/./in//file', want: '/tmp/in/file' },
  { path: '/tmp/in/../in/file', want: '/tmp/in/file' },
  { path: '/', want: '/' },
])('the path $path is $want', ({ path, want }) => {
  expect(cleanPath({ name: 'f', path })).toBe(want);
});

test.for(['/tmp/in/../../etc', '/tmp/in/../other'])('the path %s leads out of its folder', (path) => {
  expect(() => cleanPath({ name: 'f', path })).toThrow(
    "Artifact 'f' attempted to use a path containing '..'. Directory traversal is not permitted",
  );
});
