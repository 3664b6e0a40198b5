import { describe, expect, test } from 'vitest';
import { nodeId, podName } from './node-id.ts';
import { callNameOf, displayName } from './node-name.ts';

describe('node ids', () => {
  test.for([
    { title: 'the root', given: ['hello', 'hello'], want: 'hello' },
    { title: 'a step', given: ['hello', 'hello[0].a'], want: 'hello-2217536542' },
    { title: 'an iteration', given: ['hello', 'hello.A(0:x)'], want: 'hello-3081797259' },
    { title: 'an exit handler', given: ['hello', 'hello.onExit'], want: 'hello-3061418610' },
    { title: 'a name beyond ASCII', given: ['hello', 'héllo'], want: 'hello-1252296000' },
    { title: 'a step group', given: ['wf', 'wf[2]'], want: 'wf-1518654956' },
    { title: 'an attempt', given: ['wf', 'wf[0].a(0)'], want: 'wf-177500394' },
    { title: 'a hook of a step', given: ['wf', 'wf[0].a.hooks.done'], want: 'wf-3172208685' },
  ] as const)('$title', ({ given: [workflow, node], want }) => {
    expect(nodeId(workflow, node)).toBe(want);
  });
});

describe('names of pods', () => {
  test.for([
    { title: 'the root has the name of the workflow', given: ['wf', 'wf', 'main'], want: 'wf' },
    { title: 'others carry their template', given: ['wf', 'wf[0].a', 'leaf'], want: 'wf-leaf-3986212215' },
    { title: 'inline templates have no name', given: ['wf', 'wf[0].a', undefined], want: 'wf-3986212215' },
    {
      title: 'long prefixes are truncated',
      given: ['w'.repeat(300), 'n', 't'],
      want: `${'w'.repeat(242)}-${nodeId('x', 'n').slice(2)}`,
    },
  ] as const)('$title', ({ given: [workflow, node, template], want }) => {
    expect(podName(workflow, node, template)).toBe(want);
  });
});

describe('display names', () => {
  test.for([
    { given: ['wf', undefined], want: 'wf' },
    { given: ['wf[0]', 'wf'], want: '[0]' },
    { given: ['wf[0].a', 'wf'], want: 'a' },
    { given: ['wf.A(0:x)', 'wf'], want: 'A(0:x)' },
    { given: ['wf[0].a.hooks.done', 'wf'], want: 'a.hooks.done' },
    { given: ['wf.onExit', undefined], want: 'wf.onExit' },
  ] as const)('$given.0 inside $given.1 is $want', ({ given: [name, boundary], want }) => {
    expect(displayName(name, boundary)).toBe(want);
  });

  test.for([
    { given: 'wf[0].fanout1(0:1)(0)[0]', want: 'fanout1' },
    { given: 'wf.A(0:a.b)', want: 'A' },
    { given: 'wf.a-b', want: 'a-b' },
    { given: 'wf', want: 'wf' },
  ])('$given belongs to the call $want', ({ given, want }) => {
    expect(callNameOf(given)).toBe(want);
  });
});
