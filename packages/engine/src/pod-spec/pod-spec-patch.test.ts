import { describe, expect, test } from 'vitest';
import { podRequest } from '../../test/executor-bench.ts';
import { podSpecOf } from './pod-spec.ts';
import { applyPodSpecPatches } from './pod-spec-patch.ts';

const spec = {
  containers: [
    { name: 'wait' },
    {
      name: 'main',
      image: 'a',
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
      resources: { limits: { cpu: '1', memory: '1Gi' } },
      args: ['x', 'y'],
    },
  ],
  volumes: [{ name: 'v', emptyDir: {} }],
};
const main = spec.containers[1];

/** Returns the container `main` of the patched spec. */
function mainOf(...patches: readonly string[]): unknown {
  const { containers } = applyPodSpecPatches(spec, patches);
  return (containers as readonly { name: string }[]).find(({ name }) => name === 'main');
}

describe('a strategic merge', () => {
  test.for([
    { title: 'replaces a text', patch: 'image: b', want: { ...main, image: 'b' } },
    { title: 'removes a field', patch: 'args: null', want: { ...main, args: undefined } },
    { title: 'replaces a list without merge key', patch: 'args: [z]', want: { ...main, args: ['z'] } },
    {
      title: 'merges maps',
      patch: 'resources: {limits: {memory: 2Gi}, requests: {cpu: 100m}}',
      want: { ...main, resources: { limits: { cpu: '1', memory: '2Gi' }, requests: { cpu: '100m' } } },
    },
    {
      title: 'changes the item with the same key, and puts new ones in front',
      patch: 'env: [{name: C, value: "3"}, {name: B, value: changed}]',
      want: {
        ...main,
        env: [
          { name: 'C', value: '3' },
          { name: 'A', value: '1' },
          { name: 'B', value: 'changed' },
        ],
      },
    },
    {
      title: 'removes an item',
      patch: 'env: [{name: A, $patch: delete}]',
      want: { ...main, env: [{ name: 'B', value: '2' }] },
    },
    {
      title: 'replaces a list',
      patch: 'env: [{name: C, value: "3"}, {$patch: replace}]',
      want: { ...main, env: [{ name: 'C', value: '3' }] },
    },
    {
      title: 'replaces a map',
      patch: 'resources: {$patch: replace, limits: {cpu: "2"}}',
      want: { ...main, resources: { limits: { cpu: '2' } } },
    },
    {
      title: 'keeps only some fields',
      patch: 'resources: {$retainKeys: [requests], requests: {cpu: "1"}}',
      want: { ...main, resources: { requests: { cpu: '1' } } },
    },
    {
      title: 'ignores the order that a patch asks for',
      patch: '$setElementOrder/env: [{name: B}]',
      want: main,
    },
  ])('$title', ({ patch, want }) => {
    expect(mainOf(`containers: [{name: main, ${patch}}]`)).toEqual(want);
  });

  test('patches apply one after the other, in JSON or YAML', () => {
    const patches = [
      '{"containers": [{"name": "main", "image": "b"}]}',
      'containers: [{name: main, image: c}]',
    ];
    expect(mainOf(...patches)).toMatchObject({ image: 'c' });
  });

  test('volumes and containers may be added', () => {
    const patched = applyPodSpecPatches(spec, [
      'volumes: [{name: w, emptyDir: {}}]\ncontainers: [{name: side, image: s}]',
    ]);
    expect(patched.volumes).toEqual([
      { name: 'w', emptyDir: {} },
      { name: 'v', emptyDir: {} },
    ]);
    expect(patched.containers).toHaveLength(3);
  });

  test.for([
    '{not yaml',
    'a: [',
    '- a list',
    'text',
    'containers: {name: main}',
    'containers: [{image: without name}]',
    'containers: [{name: main, command: echo}]',
    'containers: [{name: main, env: {A: b}}]',
    'containers: [{name: main, resources: {limits: {cpu: lots}}}]',
    'containers: [{name: main, $patch: invent}]',
    'activeDeadlineSeconds: soon',
  ])('refuses %j', (patch) => {
    expect(() => applyPodSpecPatches(spec, [patch])).toThrow('Error applying PodSpecPatch');
  });
});

describe('the spec of a pod', () => {
  const template = {
    container: { image: 'a', command: ['c'] },
    sidecars: [{ name: 'side', image: 's' }],
    initContainers: [{ name: 'prep', image: 'i' }],
  };

  test('a patch reaches all its containers by name', () => {
    const patch = [
      'containers: [{name: main, image: b}, {name: side, image: t}, {name: wait, image: w}, {name: extra, image: x}]',
      'initContainers: [{name: prep, image: j}, {name: init, image: o}]',
    ].join('\n');
    const patched = podSpecOf(podRequest({ ...template, podSpecPatch: patch }));
    const shown = [...patched.initContainers, ...patched.containers].map(
      ({ fields, name, role }) => `${role} ${name} ${fields.image}`,
    );
    expect(shown.sort()).toEqual(['init prep j', 'main main b', 'sidecar extra x', 'sidecar side t']);
  });

  test('patches of the workflow and of the template are given in their order', () => {
    const patchOf = (image: string): string => `containers: [{name: main, image: ${image}}]`;
    const request = podRequest(
      { ...template, podSpecPatch: patchOf('t') },
      {
        podSpecPatches: [patchOf('w'), patchOf('t')],
      },
    );
    expect(podSpecOf(request).containers.map(({ fields }) => fields.image)).toContain('t');
  });
});
