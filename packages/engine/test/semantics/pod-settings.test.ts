import { expect, test } from 'vitest';
import { play } from './play.ts';

/** Returns the template of the only pod of a workflow. */
function templateOf(spec: string, main: string): object | undefined {
  return play({
    main: `{${main}container: {image: busybox, command: ['true']}}`,
    spec,
  }).pods[0]?.request.template;
}

test.for([
  {
    title: 'the service account',
    spec: 'serviceAccountName: robot',
    main: '',
    want: { serviceAccountName: 'robot' },
  },
  {
    title: 'not the service account of a template that has one',
    spec: 'serviceAccountName: robot',
    main: 'serviceAccountName: own, ',
    want: { serviceAccountName: 'own' },
  },
  {
    title: 'the security context',
    spec: 'securityContext: {runAsUser: 1}',
    main: '',
    want: { securityContext: { runAsUser: 1 } },
  },
  {
    title: 'not the security context of a template that has one',
    spec: 'securityContext: {runAsUser: 1, fsGroup: 2}',
    main: 'securityContext: {runAsUser: 3}, ',
    want: { securityContext: { runAsUser: 3 } },
  },
  {
    title: 'host aliases, before those of the template',
    spec: 'hostAliases: [{ip: 10.0.0.1, hostnames: [a]}]',
    main: 'hostAliases: [{ip: 10.0.0.2, hostnames: [b]}], ',
    want: {
      hostAliases: [
        { ip: '10.0.0.1', hostnames: ['a'] },
        { ip: '10.0.0.2', hostnames: ['b'] },
      ],
    },
  },
  {
    title: 'labels and annotations, which the template overrides',
    spec: 'podMetadata: {labels: {a: workflow, b: workflow}, annotations: {x: workflow}}',
    main: 'metadata: {labels: {b: template}, annotations: {z: template}}, ',
    want: {
      metadata: { labels: { a: 'workflow', b: 'template' }, annotations: { x: 'workflow', z: 'template' } },
    },
  },
])('a workflow sets $title', ({ main, spec, want }) => {
  expect(templateOf(spec, main)).toMatchObject(want);
});

test('a pod has the namespace of its workflow', () => {
  const { pods } = play({
    main: "container: {image: busybox, command: ['true']}",
    metadata: 'namespace: argo',
  });
  expect(pods[0]?.request.namespace).toBe('argo');
});
