import { describe, test } from 'vitest';
import { type Case, expectPlay } from './shown.ts';

const say = (value: string): string => `template: say, arguments: {parameters: [{name: m, value: ${value}}]}`;

describe('a loop', () => {
  test.for<Case>([
    {
      title: 'over steps has its iterations directly in the group',
      given: {
        main: `steps: [[{name: a, ${say("'<{{item}}>'")}, withItems: [x, 2]}], [{name: b, template: leaf}]]`,
      },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'Steps Succeeded',
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a(0:x)': 'Pod Succeeded',
          'wf[0].a(1:2)': 'Pod Succeeded',
          'wf[1]': 'StepGroup Succeeded',
          'wf[1].b': 'Pod Succeeded',
        },
        said: { 'wf[0].a(0:x)': '<x>', 'wf[0].a(1:2)': '<2>' },
        children: {
          'wf[0]': ['wf[0].a(0:x)', 'wf[0].a(1:2)'],
          'wf[0].a(0:x)': ['wf[1]'],
          'wf[0].a(1:2)': ['wf[1]'],
        },
      },
    },
    {
      title: 'over tasks has its iterations under a TaskGroup',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: leaf}
            - {name: b, ${say("'{{item}}'")}, withItems: [x, 2], dependencies: [a]}
            - {name: c, template: leaf, dependencies: [b]}
        `,
      },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'DAG Succeeded',
          'wf.a': 'Pod Succeeded',
          'wf.b': 'TaskGroup Succeeded',
          'wf.b(0:x)': 'Pod Succeeded',
          'wf.b(1:2)': 'Pod Succeeded',
          'wf.c': 'Pod Succeeded',
        },
        children: {
          'wf.a': ['wf.b'],
          'wf.b': ['wf.b(0:x)', 'wf.b(1:2)'],
          'wf.b(0:x)': ['wf.c'],
          'wf.b(1:2)': ['wf.c'],
        },
      },
    },
    {
      title: 'over tasks takes the phase of the last iteration that failed',
      given: {
        main: 'dag: {tasks: [{name: a, template: leaf, withItems: [1, 2, 3]}]}',
        pods: {
          'wf.a(0:1)': { phase: 'Failed', message: 'main: Error (exit code 1)' },
          'wf.a(1:2)': { phase: 'Error', message: 'no space left' },
        },
      },
      want: {
        phase: 'Error',
        nodes: {
          wf: 'DAG Error',
          'wf.a': 'TaskGroup Error',
          'wf.a(0:1)': 'Pod Failed: main: Error (exit code 1)',
          'wf.a(1:2)': 'Pod Error: no space left',
          'wf.a(2:3)': 'Pod Succeeded',
        },
      },
    },
    {
      title: 'over steps names the first iteration that failed, and continueOn applies to each',
      given: {
        main: 'steps: [[{name: a, template: fail, withItems: [1, 2], continueOn: {failed: true}}], [{name: b, template: fail, withItems: [1, 2]}]]',
      },
      want: { phase: 'Failed', message: "child '<wf[1].b(0:1)>' failed" },
    },
    {
      title: 'without items runs once and keeps its tags',
      given: { main: `steps: [[{name: a, ${say("'<{{item}}>'")}, withItems: []}]]` },
      want: { phase: 'Succeeded', said: { 'wf[0].a': '<{{item}}>' } },
    },
    {
      title: 'over an empty list is one skipped step',
      given: {
        main: `steps: [[{name: a, template: leaf, withParam: '[]'}], [{name: b, ${say("'{{steps.a.status}}'")}}]]`,
      },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'Steps Succeeded',
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a': 'Skipped Skipped: Skipped, empty params',
          'wf[1]': 'StepGroup Succeeded',
          'wf[1].b': 'Pod Succeeded',
        },
        said: { 'wf[1].b': 'Skipped' },
        children: { 'wf[0].a': ['wf[1]'] },
      },
    },
    {
      title: 'over an empty list is one skipped task, and its dependants run',
      given: {
        main: `dag: {tasks: [{name: a, template: leaf, withParam: '[]'}, {name: b, ${say("'{{tasks.a.status}}'")}, dependencies: [a]}]}`,
      },
      want: {
        nodes: {
          wf: 'DAG Succeeded',
          'wf.a': 'Skipped Skipped: Skipped, empty params',
          'wf.b': 'Pod Succeeded',
        },
        said: { 'wf.b': 'Skipped' },
      },
    },
    {
      title: 'over a sequence formats its numbers',
      given: {
        main: `steps: [[{name: a, ${say("'{{item}}'")}, withSequence: {start: '9', end: '{{workflow.parameters.last}}', format: 'n%02d'}}]]`,
        spec: "arguments: {parameters: [{name: last, value: '10'}]}",
      },
      want: { said: { 'wf[0].a(0:n09)': 'n09', 'wf[0].a(1:n10)': 'n10' } },
    },
    {
      title: 'can use the result of an earlier step',
      given: {
        main: `
          steps:
          - - {name: a, ${say(`'["x", {"k": 1}]'`)}}
          - - {name: b, ${say("'{{item}}'")}, withParam: '{{steps.a.outputs.result}}'}
        `,
      },
      want: { said: { 'wf[1].b(0:x)': 'x', 'wf[1].b(1:k:1)': '{"k":1}' } },
    },
    {
      title: 'over maps provides their keys',
      given: {
        main: `steps: [[{name: a, ${say("'{{item.k}} {{=item.k + item.j}}'")}, withItems: [{k: v, j: 1}]}]]`,
      },
      want: { said: { 'wf[0].a(0:j:1,k:v)': 'v v1' } },
    },
    {
      title: 'evaluates its condition for each iteration',
      given: { main: "steps: [[{name: a, template: leaf, withItems: [1, 2], when: '{{item}} > 1'}]]" },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'Steps Succeeded',
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a(0:1)': "Skipped Skipped: when '1 > 1' evaluated false",
          'wf[0].a(1:2)': 'Pod Succeeded',
        },
      },
    },
    {
      title: 'over tasks succeeds if all its iterations are skipped',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: make, withItems: [1, 2], when: '{{item}} > 5'}
            - {name: b, ${say("'{{tasks.a.outputs.parameters}} {{tasks.a.outputs.result}} {{tasks.a.status}}'")}, dependencies: [a]}
        `,
      },
      want: {
        nodes: {
          wf: 'DAG Succeeded',
          'wf.a': 'TaskGroup Succeeded',
          'wf.a(0:1)': "Skipped Skipped: when '1 > 5' evaluated false",
          'wf.a(1:2)': "Skipped Skipped: when '2 > 5' evaluated false",
          'wf.b': 'Pod Succeeded',
        },
        said: { 'wf.b': '[] [] Succeeded' },
      },
    },
    {
      title:
        'over steps has no outputs if all its iterations are skipped, which blocks the next group forever',
      given: {
        main: `steps: [[{name: a, template: make, withItems: [1], when: '{{item}} > 5'}], [{name: b, ${say("'{{steps.a.outputs.parameters}}'")}}]]`,
      },
      want: {
        phase: 'Running',
        stuck:
          'The workflow wf can never finish; Argo would leave it Running: wf[1]: failed to resolve {{steps.a.outputs.parameters}}.',
      },
    },
    {
      title: 'inside another loop has iterations with nested names',
      given: {
        main: 'steps: [[{name: a, inline: {steps: [[{name: b, template: leaf, withItems: [x, z]}]]}, withItems: [1, 2]}]]',
      },
      want: {
        started: [
          'wf[0].a(0:1)[0].b(0:x)',
          'wf[0].a(0:1)[0].b(1:z)',
          'wf[0].a(1:2)[0].b(0:x)',
          'wf[0].a(1:2)[0].b(1:z)',
        ],
      },
    },
  ])('$title', expectPlay);
});

describe('a loop that cannot be expanded', () => {
  const notAList =
    'withParam value could not be parsed as a JSON list: {"a": 1}: json: cannot unmarshal object into Go value of type []v1alpha1.Item';
  test.for<Case>([
    {
      title: 'fails its group and its steps template',
      given: {
        main: `steps: [[{name: a, template: leaf, withParam: '{"a": 1}'}], [{name: b, template: leaf}]]`,
      },
      want: {
        phase: 'Failed',
        nodes: { wf: `Steps Failed: ${notAList}`, 'wf[0]': `StepGroup Error: ${notAList}` },
      },
    },
    {
      title: 'fails its task',
      given: { main: `dag: {tasks: [{name: a, template: leaf, withParam: '{"a": 1}'}]}` },
      want: { phase: 'Error', nodes: { wf: 'DAG Error', 'wf.a': `Skipped Error: ${notAList}` } },
    },
    {
      title: 'is skipped if its condition is already false',
      given: { main: "steps: [[{name: a, template: leaf, withParam: 'oops', when: 'false'}]]" },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'Steps Succeeded',
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a': 'Skipped Skipped: Skipped, empty params',
        },
      },
    },
    {
      title: 'because of an invalid sequence fails its group, unless its condition is already false',
      given: {
        main: `
          steps:
          - - {name: a, template: leaf, withSequence: {count: many}, when: '1 == 2'}
          - - {name: b, template: leaf, withSequence: {count: many}}
        `,
      },
      want: {
        phase: 'Failed',
        nodes: {
          wf: 'Steps Failed: strconv.Atoi: parsing "many": invalid syntax',
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a': 'Skipped Skipped: Skipped, empty params',
          'wf[1]': 'StepGroup Error: strconv.Atoi: parsing "many": invalid syntax',
        },
      },
    },
    {
      title: 'because the format of a sequence gives no JSON text fails its group',
      given: {
        main: "steps: [[{name: a, template: leaf, withSequence: {count: '1', format: '%q'}}]]",
      },
      want: { phase: 'Failed', message: "invalid character 'x' in string escape code" },
    },
    {
      title: 'because an item has no such key fails its group',
      given: { main: `steps: [[{name: a, ${say("'{{item.k}}'")}, withItems: [{k: 1}, {j: 2}]}]]` },
      want: {
        phase: 'Failed',
        nodes: {
          wf: 'Steps Failed: failed to resolve {{item.k}}',
          'wf[0]': 'StepGroup Error: failed to resolve {{item.k}}',
        },
      },
    },
    {
      title: 'because an item makes its condition invalid fails its group at that item',
      given: {
        main: `steps: [[{name: a, template: leaf, withItems: [x, "it's", z], when: "'{{item}}' == 'x'"}]]`,
      },
      want: {
        phase: 'Failed',
        started: ['wf[0].a(0:x)'],
        messages: {
          "wf[0].a(1:it's)": "Invalid 'when' expression ''it's' == 'x'': Unclosed string literal",
        },
      },
    },
    {
      title: 'because an item makes its condition invalid fails that iteration of a task',
      given: {
        main: `dag: {tasks: [{name: a, template: leaf, withItems: [x, "it's"], when: "'{{item}}' == 'x'"}]}`,
      },
      want: {
        phase: 'Error',
        phases: { wf: 'Error', 'wf.a': 'Error', 'wf.a(0:x)': 'Succeeded', "wf.a(1:it's)": 'Error' },
      },
    },
  ])('$title', expectPlay);
});
