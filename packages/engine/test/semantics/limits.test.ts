import { describe, expect, test } from 'vitest';
import { nodeNamed } from '../../src/state/tree/find-node.ts';
import type { PodEnd } from './fake-pod.ts';
import { play } from './play.ts';
import { type Case, expectPlay } from './shown.ts';

const leaf = "container: {image: busybox, command: ['true']}";
describe('parallelism', () => {
  test.for<Case>([
    {
      title: 'of steps starts them in order as slots become free',
      given: {
        main: 'parallelism: 2\nsteps: [[{name: a, template: leaf, withItems: [1, 2, 3]}, {name: b, template: leaf}]]',
      },
      want: {
        phase: 'Succeeded',
        started: ['wf[0].a(0:1)@0', 'wf[0].a(1:2)@0', 'wf[0].a(2:3)@1', 'wf[0].b@1'],
      },
    },
    {
      title: 'of a dag limits its tasks',
      given: {
        main: 'parallelism: 1\ndag: {tasks: [{name: a, template: leaf}, {name: b, template: leaf}, {name: c, template: leaf, dependencies: [a]}]}',
      },
      want: { phase: 'Succeeded', started: ['wf.b@0', 'wf.a@1', 'wf.c@2'] },
    },
    {
      title: 'of a template counts only its direct children',
      given: {
        main: 'parallelism: 1\nsteps: [[{name: a, template: inner, withItems: [1, 2]}]]',
        templates: '- {name: inner, steps: [[{name: b, template: leaf}, {name: c, template: leaf}]]}',
      },
      want: {
        phase: 'Succeeded',
        started: ['wf[0].a(0:1)[0].b@0', 'wf[0].a(0:1)[0].c@0', 'wf[0].a(1:2)[0].b@1', 'wf[0].a(1:2)[0].c@1'],
      },
    },
    {
      title: 'of the workflow counts pods at every level',
      given: {
        main: 'steps: [[{name: a, template: inner}, {name: b, template: leaf}]]',
        templates: '- {name: inner, dag: {tasks: [{name: c, template: leaf}, {name: d, template: leaf}]}}',
        spec: 'parallelism: 2',
        pods: { 'wf[0].a.c': { takes: 5 } },
      },
      want: { phase: 'Succeeded', started: ['wf[0].a.c@0', 'wf[0].a.d@0', 'wf[0].b@1'] },
    },
    {
      title: 'applies to each attempt of a retry',
      given: {
        main: 'steps: [[{name: a, template: again}, {name: b, template: leaf}]]',
        templates:
          '- {name: again, retryStrategy: {limit: 1}, container: {image: busybox, command: ["false"]}}',
        spec: 'parallelism: 1',
      },
      want: { phase: 'Failed', started: ['wf[0].a(0)@0', 'wf[0].a(1)@1', 'wf[0].b@2'] },
    },
    {
      title: 'delays an attempt after its backoff',
      given: {
        main: 'steps: [[{name: a, template: again}, {name: b, template: leaf}]]',
        templates: `
          - name: again
            retryStrategy: {limit: 1, backoff: {duration: '2'}}
            container: {image: busybox, command: ['false']}
        `,
        spec: 'parallelism: 1',
        pods: { 'wf[0].b': { takes: 9 } },
      },
      want: { phase: 'Failed', started: ['wf[0].a(0)@0', 'wf[0].b@1', 'wf[0].a(1)@10'] },
    },
    {
      title: 'does not count suspended nodes',
      given: {
        main: 'parallelism: 1\nsteps: [[{name: a, template: wait}, {name: b, template: leaf}]]',
        templates: "- {name: wait, suspend: {duration: '9'}}",
      },
      want: { phase: 'Succeeded', started: ['wf[0].b@0'] },
    },
  ])('$title', expectPlay);

  test('of 0 does not limit a template', () => {
    const { pods } = play({
      main: 'parallelism: 0\nsteps: [[{name: a, template: leaf}, {name: b, template: leaf}]]',
    });
    expect(pods.map(({ at }) => at)).toEqual([0, 0]);
  });

  test('of 0 keeps a workflow from starting anything', () => {
    expectPlay({
      given: { main: leaf, spec: 'parallelism: 0' },
      want: {
        phase: 'Running',
        nodes: {},
        stuck:
          'The workflow wf can never finish; Argo would leave it Running: a limit of 0 prevents every start.',
      },
    });
  });
});

describe('pods that never started', () => {
  const never = (neverStarted: 'shutdown' | 'deadline'): PodEnd => ({
    takes: 2,
    phase: 'Failed',
    message: 'never started',
    neverStarted,
  });
  test.for<Case>([
    {
      title: 'time out as pending nodes do',
      given: {
        main: 'steps: [[{name: a, template: short}]]',
        templates: "- {name: short, timeout: 2s, container: {image: busybox, command: ['true']}}",
        pods: { 'wf[0].a': never('deadline') },
      },
      want: { message: 'timeout', messages: { 'wf[0]': 'timeout', 'wf[0].a': 'timeout' } },
    },
    {
      title: 'reach the deadline of the workflow as pending nodes do',
      given: {
        main: 'steps: [[{name: a, template: leaf}]]',
        spec: 'activeDeadlineSeconds: 2',
        pods: { 'wf[0].a': never('deadline') },
      },
      want: { phase: 'Failed', messages: { 'wf[0].a': 'Step exceeded its deadline' } },
    },
    {
      title: 'name the strategy that stopped them, and have no exit code',
      given: {
        main: 'steps: [[{name: a, template: leaf}]]',
        shutdown: { at: 1, strategy: 'Terminate' },
        pods: {
          'wf[0].a': {
            takes: 60,
            whenStopped: { phase: 'Failed', parameters: [], artifacts: [], neverStarted: 'shutdown' },
          },
        },
      },
      want: {
        phase: 'Failed',
        nodes: {
          wf: "Steps Failed: child '<wf[0].a>' failed",
          'wf[0]': "StepGroup Failed: child '<wf[0].a>' failed",
          'wf[0].a': 'Pod Failed: workflow shutdown with strategy:  Terminate',
        },
      },
    },
  ])('$title', expectPlay);
});

describe('deadlines', () => {
  const kubelet = 'Pod was active on the node longer than the specified deadline';
  test.for<Case>([
    {
      title: 'of the workflow end its pods and prevent new ones',
      given: {
        main: 'steps: [[{name: a, template: leaf, continueOn: {failed: true}}], [{name: b, template: leaf}]]',
        spec: 'activeDeadlineSeconds: 5',
        pods: { 'wf[0].a': { takes: 60 } },
      },
      want: {
        phase: 'Failed',
        nodes: {
          wf: "Steps Failed: child '<wf[1].b>' failed",
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a': `Pod Failed: ${kubelet}`,
          'wf[1]': "StepGroup Failed: child '<wf[1].b>' failed",
          'wf[1].b': 'Pod Failed: Step exceeded its deadline',
        },
      },
    },
    {
      title: 'of the workflow end suspended nodes',
      given: { main: 'suspend: {}', spec: 'activeDeadlineSeconds: 5' },
      want: { phase: 'Failed', nodes: { wf: 'Suspend Failed: Step exceeded its deadline' } },
    },
    {
      title: 'of the workflow end a retry that is waiting',
      given: {
        main: `
          retryStrategy: {limit: 9, backoff: {duration: '3'}}
          container: {image: busybox, command: ['false']}
        `,
        spec: 'activeDeadlineSeconds: 6',
      },
      want: {
        phase: 'Failed',
        message: 'retry exceeded workflow deadline 1970-01-01 00:00:06 +0000 UTC',
        started: ['wf(0)@0', 'wf(1)@4'],
      },
    },
    {
      title: 'of a template end its pod',
      given: {
        main: `activeDeadlineSeconds: '{{workflow.parameters.d}}'\n${leaf}`,
        spec: "arguments: {parameters: [{name: d, value: '3'}]}",
        pods: { wf: { takes: 4 } },
      },
      want: { phase: 'Failed', nodes: { wf: `Pod Failed: ${kubelet}` } },
    },
    {
      title: 'of a template can be a timeout',
      given: {
        main: 'steps: [[{name: a, template: fast}, {name: b, template: slow}]]',
        templates: `
          - {name: fast, timeout: 1m, ${leaf}}
          - {name: slow, timeout: 3s, ${leaf}}
        `,
        pods: { 'wf[0].a': { takes: 59 }, 'wf[0].b': { takes: 4 } },
      },
      want: { messages: { 'wf[0].a': '', 'wf[0].b': kubelet } },
    },
    {
      title: 'that are invalid durations are errors of the step',
      given: {
        main: 'steps: [[{name: a, template: slow}]]',
        templates: `- {name: slow, timeout: abc, ${leaf}}`,
      },
      want: {
        phase: 'Failed',
        message:
          'step group deemed errored due to child wf[0].a error: invalid timeout format unable to parse abc as a duration: time: invalid duration "abc"',
        started: [],
      },
    },
    {
      title: 'that are not numbers are errors of the step',
      given: {
        main: 'steps: [[{name: a, template: slow, arguments: {parameters: [{name: d, value: soon}]}}]]',
        templates: `- {name: slow, inputs: {parameters: [{name: d}]}, activeDeadlineSeconds: '{{inputs.parameters.d}}', ${leaf}}`,
      },
      want: {
        phase: 'Failed',
        message:
          'step group deemed errored due to child wf[0].a error: strconv.Atoi: parsing "soon": invalid syntax',
      },
    },
  ])('$title', expectPlay);
});

describe('a pod that Kubernetes may refuse', () => {
  test.for<Case>([
    {
      title: 'because of an undeclared volume is an error of its step',
      given: {
        main: 'steps: [[{name: a, template: mounts}]]',
        templates:
          '- {name: mounts, container: {image: busybox, volumeMounts: [{name: nope, mountPath: /x}]}}',
      },
      want: {
        phase: 'Failed',
        message:
          "step group deemed errored due to child wf[0].a error: volume 'nope' not found in workflow spec",
        messages: { 'wf[0].a': "volume 'nope' not found in workflow spec" },
      },
    },
    {
      title: 'can mount volumes of the workflow, of the template, and of claims',
      given: {
        main: `
          volumes: [{name: b, emptyDir: {}}]
          container:
            image: busybox
            volumeMounts: [{name: a, mountPath: /a}, {name: b, mountPath: /b}, {name: c, mountPath: /c}]
        `,
        spec: '{volumes: [{name: a, emptyDir: {}}], volumeClaimTemplates: [{metadata: {name: c}}]}',
      },
      want: { phase: 'Succeeded' },
    },
    {
      title: 'because of a label is an error of the workflow',
      given: { main: `metadata: {labels: {l: 'not valid!'}}\n${leaf}` },
      want: {
        phase: 'Error',
        message: expect.stringContaining(
          'error in entry template execution: Pod "wf" is invalid: metadata.labels: Invalid value: "not valid!": a valid label must be',
        ) as never,
      },
    },
    {
      title: 'because of its display name is an error of its step',
      given: {
        main: 'steps: [[{name: a, template: shown}]]',
        templates: `- {name: shown, annotations: {workflows.argoproj.io/display-name: 'not good!'}, ${leaf}}`,
      },
      want: {
        phase: 'Failed',
        messages: {
          'wf[0].a': 'displayName must match the regex ^[a-zA-Z0-9][a-zA-Z0-9-.]{0,61}[a-zA-Z0-9]$',
        },
      },
    },
  ])('$title', expectPlay);

  test('a display name counts in the annotations of a template, but not in its metadata', () => {
    const annotation = 'annotations: {workflows.argoproj.io/display-name: "shown-{{inputs.parameters.m}}"}';
    const { run } = play({
      main: 'steps: [[{name: a, template: t, arguments: {parameters: [{name: m, value: x}]}}, {name: b, template: u}]]',
      templates: `
        - {name: t, inputs: {parameters: [{name: m}]}, ${annotation}, ${leaf}}
        - {name: u, metadata: {annotations: {workflows.argoproj.io/display-name: hidden}}, ${leaf}}
      `,
    });
    const shown = ['wf[0].a', 'wf[0].b'].map((name) => nodeNamed(run, name)?.fields.displayName);
    expect(shown).toEqual(['shown-x', 'b']);
  });
});
