import { expect, test } from 'vitest';
import { findImageCommand, findUnusedImages, mayBeKnown, missingCommand } from './image-commands.ts';

const table = {
  busybox: { cmd: ['sh'] },
  'a/b:v1': { entrypoint: ['one'] },
  'a/b': { entrypoint: ['any'] },
  'c/d:{{workflow.parameters.tag}}': { entrypoint: ['tagged'] },
  'localhost:5000/e': { entrypoint: ['port'] },
  'docker.io/library/f': { entrypoint: ['library'] },
  'g@sha256:00ff': { entrypoint: ['digest'] },
};

test.for([
  { image: 'busybox', want: { cmd: ['sh'] } },
  { image: 'busybox:1.36', want: { cmd: ['sh'] } },
  { image: 'docker.io/library/busybox:latest', want: { cmd: ['sh'] } },
  { image: 'a/b:v1', want: { entrypoint: ['one'] } },
  { image: 'a/b:v2', want: { entrypoint: ['any'] } },
  { image: 'a/b@sha256:00ff', want: { entrypoint: ['any'] } },
  { image: 'a/b:v2@sha256:00ff', want: { entrypoint: ['any'] } },
  { image: 'a/b:{{workflow.parameters.tag}}', want: { entrypoint: ['any'] } },
  { image: 'a/b:{{= "x/" + inputs.parameters.tag }}', want: { entrypoint: ['any'] } },
  { image: 'a/b@{{workflow.parameters.digest}}', want: { entrypoint: ['any'] } },
  { image: 'c/d:{{workflow.parameters.tag}}', want: { entrypoint: ['tagged'] } },
  { image: 'c/d:v3', want: { entrypoint: ['tagged'] } },
  { image: 'c/d', want: { entrypoint: ['tagged'] } },
  { image: 'localhost:5000/e', want: { entrypoint: ['port'] } },
  { image: 'localhost:5000/e:1@sha256:00ff', want: { entrypoint: ['port'] } },
  { image: 'f:1', want: { entrypoint: ['library'] } },
  { image: 'g@sha256:00ff', want: { entrypoint: ['digest'] } },
  { image: 'g', want: undefined },
  { image: 'localhost:5000/busybox', want: undefined },
  { image: 'e', want: undefined },
  { image: 'constructor', want: undefined },
  { image: '{{workflow.parameters.image}}', want: undefined },
])('finds what $image runs', ({ image, want }) => {
  expect(findImageCommand(image, table)).toEqual(want);
});

test('a later entry of the table wins', () => {
  const later = { node: { cmd: ['node'] }, 'docker.io/library/node': { cmd: ['mine'] } };
  expect(findImageCommand('node:24', later)).toEqual({ cmd: ['mine'] });
});

test.for([
  { image: '{{workflow.parameters.image}}', want: true },
  { image: 'a/b:{{workflow.parameters.tag}}', want: true },
  { image: 'none:{{workflow.parameters.tag}}', want: false },
  { image: 'none', want: false },
])('$image may be known: $want', ({ image, want }) => {
  expect(mayBeKnown(image, table)).toBe(want);
});

test('the advice for an image contains only its name', () => {
  expect(missingCommand('host:5000/a/b:{{x}}')).toContain("`tiphys run --image 'host:5000/a/b=COMMAND'`");
});

test('a container without an image has a message of its own', () => {
  expect(missingCommand('')).toContain('has no image');
});

test('names of the table that match no image are found', () => {
  const images = ['busybox:1.36', 'a/b:{{workflow.parameters.tag}}', 'f'];
  expect(findUnusedImages(images, table)).toEqual([
    'c/d:{{workflow.parameters.tag}}',
    'localhost:5000/e',
    'g@sha256:00ff',
  ]);
  expect(findUnusedImages(['{{workflow.parameters.image}}'], table)).toEqual([]);
});
