import { expect, test } from 'vitest';
import { findImageCommand } from './image-commands.ts';

const table = { busybox: { cmd: ['sh'] }, 'a/b:v1': { entrypoint: ['one'] }, 'a/b': { entrypoint: ['any'] } };

test.for([
  { image: 'busybox', want: { cmd: ['sh'] } },
  { image: 'busybox:1.36', want: { cmd: ['sh'] } },
  { image: 'docker.io/library/busybox:latest', want: { cmd: ['sh'] } },
  { image: 'a/b:v1', want: { entrypoint: ['one'] } },
  { image: 'a/b:v2', want: { entrypoint: ['any'] } },
  { image: 'a/b@sha256:00ff', want: { entrypoint: ['any'] } },
  { image: 'localhost:5000/busybox', want: undefined },
  { image: 'constructor', want: undefined },
])('finds what $image runs', ({ image, want }) => {
  expect(findImageCommand(image, table)).toEqual(want);
});
