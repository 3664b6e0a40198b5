import { describe, expect, test } from 'vitest';
import { nodeNamed } from '../../src/state/tree/find-node.ts';
import { play } from './play.ts';
import { type Case, expectPlay } from './shown.ts';

const memoized = (fields = ''): string => `
  - name: cached
    inputs: {parameters: [{name: m, default: x}]}
    memoize: {key: 'k-{{inputs.parameters.m}}', ${fields} cache: {configMap: {name: cache}}}
    outputs: {parameters: [{name: o, valueFrom: {path: /o}}]}
    container: {image: busybox, command: [echo], args: ['made {{inputs.parameters.m}}']}
`;
const twice = 'steps: [[{name: a, template: cached}], [{name: b, template: cached}]]';

describe('a memoized template', () => {
  test.for<Case>([
    {
      title: 'runs once and is then answered from the cache with its outputs',
      given: { main: twice, templates: memoized() },
      want: {
        phase: 'Succeeded',
        started: ['wf[0].a'],
        nodes: {
          wf: 'Steps Succeeded',
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a': 'Pod Succeeded',
          'wf[1]': 'StepGroup Succeeded',
          'wf[1].b': 'Pod Succeeded',
        },
        outputs: { 'wf[1].b': ['o=made x'] },
      },
    },
    {
      title: 'runs again for another key',
      given: {
        main: 'steps: [[{name: a, template: cached, withItems: [x, z, x], arguments: {parameters: [{name: m, value: "{{item}}"}]}}]]\nparallelism: 1',
        templates: memoized(),
      },
      want: {
        phase: 'Succeeded',
        started: ['wf[0].a(0:x)', 'wf[0].a(1:z)'],
        outputs: { 'wf[0].a(2:x)': ['o=made x'] },
      },
    },
    {
      title: 'is not cached if it failed',
      given: {
        main: 'steps: [[{name: a, template: cached, continueOn: {failed: true}}], [{name: b, template: cached}]]',
        templates: memoized(),
        pods: { 'wf[0].a': { phase: 'Failed', message: 'main: Error (exit code 1)' } },
      },
      want: { phase: 'Succeeded', started: ['wf[0].a', 'wf[1].b'] },
    },
    {
      title: 'expires after maxAge',
      given: {
        main: 'steps: [[{name: a, template: cached}], [{name: w, inline: {suspend: {duration: 61s}}}], [{name: b, template: cached}]]',
        templates: memoized('maxAge: 1m,'),
      },
      want: { phase: 'Succeeded', started: ['wf[0].a', 'wf[2].b'] },
    },
    {
      title: 'does not expire before maxAge',
      given: {
        main: 'steps: [[{name: a, template: cached}], [{name: w, inline: {suspend: {duration: 60s}}}], [{name: b, template: cached}]]',
        templates: memoized('maxAge: 1m,'),
      },
      want: { phase: 'Succeeded', started: ['wf[0].a'] },
    },
    {
      title: 'can be answered from the cache of an earlier workflow',
      given: {
        main: twice,
        templates: memoized(),
        objects: `
          kind: ConfigMap
          metadata: {name: cache}
          data:
            k-x: '{"nodeID": "n", "outputs": {"parameters": [{"name": "o", "value": "old"}]}, "creationTimestamp": "1970-01-01T00:00:00Z"}'
        `,
      },
      want: { phase: 'Succeeded', started: [], outputs: { 'wf[0].a': ['o=old'], 'wf[1].b': ['o=old'] } },
    },
    {
      title: 'can be a dag, whose tasks do not run again',
      given: {
        main: 'dag: {tasks: [{name: a, template: cached}, {name: b, template: cached, dependencies: [a]}, {name: c, template: leaf, dependencies: [b]}]}',
        templates: `
          - name: cached
            memoize: {key: k, cache: {configMap: {name: cache}}}
            outputs: {parameters: [{name: r, valueFrom: {parameter: '{{tasks.t.outputs.parameters.o}}'}}]}
            dag: {tasks: [{name: t, template: make}]}
        `,
      },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'DAG Succeeded',
          'wf.a': 'DAG Succeeded',
          'wf.a.t': 'Pod Succeeded',
          'wf.b': 'DAG Succeeded',
          'wf.c': 'Pod Succeeded',
        },
        outputs: { 'wf.b': ['r=made'] },
        children: { 'wf.a.t': ['wf.b'], 'wf.b': ['wf.c'] },
      },
    },
    {
      title: 'can be a steps or suspend template',
      given: {
        main: 'steps: [[{name: a, template: cached}, {name: c, template: wait}], [{name: b, template: cached}, {name: d, template: wait}]]',
        templates: `
          - {name: cached, memoize: {key: k, cache: {configMap: {name: cache}}}, steps: [[{name: t, template: leaf}]]}
          - {name: wait, memoize: {key: w, cache: {configMap: {name: cache}}}, suspend: {duration: '1'}}
        `,
        objects: `
          kind: ConfigMap
          metadata: {name: cache}
          data: {w: '{"nodeID": "n", "outputs": null, "creationTimestamp": "1970-01-01T00:00:00Z"}'}
        `,
      },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'Steps Succeeded',
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a': 'Steps Succeeded',
          'wf[0].a[0]': 'StepGroup Succeeded',
          'wf[0].a[0].t': 'Pod Succeeded',
          'wf[0].c': 'Suspend Succeeded',
          'wf[1]': 'StepGroup Succeeded',
          'wf[1].b': 'Steps Succeeded',
          'wf[1].d': 'Suspend Succeeded',
        },
      },
    },
    {
      title: 'with a retry strategy is answered by a node without attempts',
      given: {
        main: 'steps: [[{name: a, template: again}], [{name: b, template: again}], [{name: d, template: leaf}]]',
        templates: `
          - name: again
            retryStrategy: {limit: 2}
            memoize: {key: k, cache: {configMap: {name: cache}}}
            container: {image: busybox, command: ['true']}
        `,
      },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'Steps Succeeded',
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a': 'Retry Succeeded',
          'wf[0].a(0)': 'Pod Succeeded',
          'wf[1]': 'StepGroup Succeeded',
          'wf[1].b': 'Retry Succeeded',
          'wf[2]': 'StepGroup Succeeded',
          'wf[2].d': 'Pod Succeeded',
        },
      },
    },
    {
      title: 'with a retry strategy keeps a dag from ending if a task depends on it',
      given: {
        main: 'dag: {tasks: [{name: a, template: again}, {name: b, template: again, dependencies: [a]}, {name: c, template: leaf, dependencies: [b]}]}',
        templates: `
          - name: again
            retryStrategy: {limit: 2}
            memoize: {key: k, cache: {configMap: {name: cache}}}
            container: {image: busybox, command: ['true']}
        `,
      },
      want: {
        phase: 'Running',
        phases: {
          wf: 'Running',
          'wf.a': 'Succeeded',
          'wf.a(0)': 'Succeeded',
          'wf.b': 'Succeeded',
          'wf.c': 'Succeeded',
        },
      },
    },
    {
      title: 'with an invalid key is an error',
      given: {
        main: "memoize: {key: 'not valid!', cache: {configMap: {name: cache}}}\ncontainer: {image: busybox}",
      },
      want: {
        phase: 'Error',
        message: 'error in entry template execution: invalid cache key: not valid!',
        nodes: { wf: 'Skipped Error: invalid cache key: not valid!' },
      },
    },
    {
      title: 'with an invalid maxAge is an error',
      given: {
        main: 'memoize: {key: k, maxAge: 1 hour, cache: {configMap: {name: cache}}}\ncontainer: {image: busybox}',
      },
      want: {
        phase: 'Error',
        nodes: { wf: 'Skipped Error: invalid maxAge: time: unknown unit " hour" in duration "1 hour"' },
      },
    },
  ])('$title', expectPlay);

  test('records on each node whether it was a hit', () => {
    const { run } = play({ main: twice, templates: memoized() });
    const status = ['wf[0].a', 'wf[1].b'].map((name) => nodeNamed(run, name)?.fields.memoizationStatus);
    expect(status).toEqual([
      { hit: false, key: 'k-x', cacheName: 'cache' },
      { hit: true, key: 'k-x', cacheName: 'cache' },
    ]);
  });

  test('is saved with its outputs', () => {
    const { memos, run } = play({ main: twice, templates: memoized() });
    expect(memos).toEqual([
      {
        kind: 'saveMemo',
        cache: 'cache',
        key: 'k-x',
        entry: {
          nodeID: nodeNamed(run, 'wf[0].a')?.fields.id,
          outputs: { parameters: [expect.objectContaining({ name: 'o', value: 'made x' })], exitCode: '0' },
          creationTimestamp: '1970-01-01T00:00:01Z',
        },
      },
    ]);
  });
});
