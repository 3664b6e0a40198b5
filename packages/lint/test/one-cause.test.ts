import { describe, expect, test } from 'vitest';
import { lint } from '../src/index.ts';

const wf = (spec: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: a-}\nspec:\n${spec.replace(/^/gm, '  ')}`;
const leafs = `- {name: noop, container: {image: a}}\n- {name: echo, inputs: {parameters: [{name: text}]}, outputs: {parameters: [{name: out, valueFrom: {path: /o}}], artifacts: [{name: f, path: /f}]}, container: {image: a}}\n- {name: take, inputs: {artifacts: [{name: f, path: /f}]}, container: {image: a}}`;
const main = (body: string): string =>
  wf(`entrypoint: main\ntemplates:\n${leafs}\n- name: main\n${body.replace(/^/gm, '  ')}`);
/** Manifests with one mistake each. */
const mistakes: Readonly<Record<string, string>> = {
  'unknown task in depends': main(
    'dag: {tasks: [{name: a, template: noop}, {name: b, template: noop, depends: x}]}',
  ),
  'unknown task in depends with result': main(
    'dag: {tasks: [{name: a, template: noop}, {name: b, template: noop, depends: x.Failed}]}',
  ),
  'unknown task in dependencies': main(
    'dag: {tasks: [{name: a, template: noop}, {name: b, template: noop, dependencies: [x]}]}',
  ),
  'unknown task depends + arg': main(
    'dag: {tasks: [{name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}}, {name: b, template: echo, depends: x, arguments: {parameters: [{name: text, value: "{{tasks.x.outputs.parameters.out}}"}]}}]}',
  ),
  'output of unknown task': main(
    'dag: {tasks: [{name: a, template: noop}, {name: b, template: echo, depends: a, arguments: {parameters: [{name: text, value: "{{tasks.x.outputs.parameters.out}}"}]}}]}',
  ),
  'artifact of unknown task': main(
    'dag: {tasks: [{name: a, template: noop}, {name: b, template: take, depends: a, arguments: {artifacts: [{name: f, from: "{{tasks.x.outputs.artifacts.f}}"}]}}]}',
  ),
  'unknown task in when': main(
    'dag: {tasks: [{name: a, template: noop}, {name: b, template: noop, depends: a, when: "{{tasks.x.outputs.result}} == 1"}]}',
  ),
  'not depended': main(
    'dag: {tasks: [{name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}}, {name: b, template: echo, arguments: {parameters: [{name: text, value: "{{tasks.a.outputs.parameters.out}}"}]}}]}',
  ),
  'not depended, embedded': main(
    'dag: {tasks: [{name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}}, {name: b, template: echo, arguments: {parameters: [{name: text, value: "x {{tasks.a.outputs.parameters.out}}"}]}}]}',
  ),
  'not depended, status in when': main(
    'dag: {tasks: [{name: a, template: noop}, {name: b, template: noop, when: "{{tasks.a.status}} == Failed"}]}',
  ),
  'unknown template': main(
    'steps: [[{name: a, template: nope, arguments: {parameters: [{name: text, value: x}]}}], [{name: b, template: echo, arguments: {parameters: [{name: text, value: "{{steps.a.outputs.parameters.out}}"}]}}]]',
  ),
  'unknown library': main(
    'steps: [[{name: a, templateRef: {name: nope, template: t}}], [{name: b, template: echo, arguments: {parameters: [{name: text, value: "{{steps.a.outputs.parameters.out}}"}]}}]]',
  ),
  'duplicate step': main('steps: [[{name: a, template: noop}], [{name: a, template: noop}]]'),
  'duplicate task': main('dag: {tasks: [{name: a, template: noop}, {name: a, template: noop}]}'),
  'duplicate template': wf('entrypoint: a\ntemplates: [{name: a, suspend: {}}, {name: a, suspend: {}}]'),
  'duplicate parameter': main(
    'inputs: {parameters: [{name: p, value: x}, {name: p, value: x}]}\ncontainer: {image: a}',
  ),
  'missing argument': main('steps: [[{name: a, template: echo}]]'),
  'missing artifact': main('steps: [[{name: a, template: take}]]'),
  'misspelt argument': main(
    'steps: [[{name: a, template: echo, arguments: {parameters: [{name: txet, value: x}]}}]]',
  ),
  'unknown input': main('container: {image: a, args: ["{{inputs.parameters.x}}"]}'),
  'unknown input in expression': main('container: {image: a, args: ["{{=inputs.parameters.x > 3}}"]}'),
  'unknown output': main(
    'steps: [[{name: a, template: noop}], [{name: b, template: echo, arguments: {parameters: [{name: text, value: "{{steps.a.outputs.parameters.x}}"}]}}]]',
  ),
  'later step': main(
    'steps: [[{name: b, template: echo, arguments: {parameters: [{name: text, value: "{{steps.a.outputs.parameters.out}}"}]}}], [{name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}}]]',
  ),
  'same group': main(
    'steps: [[{name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}}, {name: b, template: echo, arguments: {parameters: [{name: text, value: "{{steps.a.outputs.parameters.out}}"}]}}]]',
  ),
  'no entrypoint': wf('templates: [{name: a, suspend: {}}]'),
  'unknown entrypoint': wf('entrypoint: b\ntemplates: [{name: a, suspend: {}}]'),
  'unknown onExit': wf('entrypoint: a\nonExit: b\ntemplates: [{name: a, suspend: {}}]'),
  'unknown hook template': main('steps: [[{name: a, template: noop, hooks: {exit: {template: nope}}}]]'),
  'no body': wf('entrypoint: a\ntemplates: [{name: a}]'),
  'two bodies': wf('entrypoint: a\ntemplates: [{name: a, suspend: {}, container: {image: a}}]'),
  'no image': wf('entrypoint: a\ntemplates: [{name: a, container: {command: [a]}}]'),
  'misspelt body': wf('entrypoint: a\ntemplates: [{name: a, contianer: {image: a}}]'),
  'misspelt template field': main('steps: [[{name: a, tmplate: noop}]]'),
  'misspelt entrypoint field': wf('entrypiont: a\ntemplates: [{name: a, suspend: {}}]'),
  'no step name': main('steps: [[{template: noop}]]'),
  'no task name': main('dag: {tasks: [{template: noop}]}'),
  'no template name': wf('entrypoint: a\ntemplates: [{name: a, suspend: {}}, {suspend: {}}]'),
  'bad template name': wf('entrypoint: a_b\ntemplates: [{name: a_b, suspend: {}}]'),
  'bad parameter name': main('inputs: {parameters: [{name: a.b, value: x}]}\ncontainer: {image: a}'),
  cycle: main('dag: {tasks: [{name: a, template: noop, depends: b}, {name: b, template: noop, depends: a}]}'),
  self: main('dag: {tasks: [{name: a, template: noop, depends: a}]}'),
  'no tasks': main('dag: {tasks: []}'),
  'no steps': main('steps: []'),
  'bad depends': main(
    'dag: {tasks: [{name: a, template: noop}, {name: b, template: noop, depends: "a &&"}]}',
  ),
  'depends and': main(
    'dag: {tasks: [{name: a, template: noop}, {name: c, template: noop}, {name: b, template: noop, depends: "a and c"}]}',
  ),
  'bad result': main(
    'dag: {tasks: [{name: a, template: noop}, {name: b, template: noop, depends: a.Suceeded}]}',
  ),
  mixed: main(
    'dag: {tasks: [{name: a, template: noop}, {name: b, template: noop, depends: a}, {name: c, template: noop, dependencies: [a]}]}',
  ),
  'unknown target': main('dag: {target: x, tasks: [{name: a, template: noop}]}'),
  'unclosed tag': main('container: {image: a, args: ["{{inputs.parameters.x"]}'),
  'unclosed when': main('steps: [[{name: a, template: noop, when: "{{workflow.name == a"}]]'),
  'bad expression': main('container: {image: a, args: ["{{=1 +}}"]}'),
  'bad expression in when': main('steps: [[{name: a, template: noop, when: "{{=1 + }} == 2"}]]'),
  'number for string': main('container: {image: 1}'),
  'word for a time zone': `apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nmetadata: {name: a}\nspec: {schedules: ["* * * * *"], timezone: y, workflowSpec: {entrypoint: a, templates: [{name: a, suspend: {}}]}}`,
  'word for an entrypoint': wf('entrypoint: n\ntemplates: [{name: main, suspend: {}}]'),
  'misspelt argument that is short': main(
    'steps: [[{name: a, template: echo, arguments: {parameters: [{name: txt, value: x}]}}]]',
  ),
  'list for object': main('container: [a]'),
  'workflow parameter gone': wf(
    'entrypoint: a\ntemplates: [{name: a, container: {image: "{{workflow.parameters.x}}"}}]',
  ),
  'item without loop': main(
    'steps: [[{name: a, template: echo, arguments: {parameters: [{name: text, value: "{{item.x}}"}]}}]]',
  ),
  'item unknown key': main(
    'steps: [[{name: a, template: echo, withItems: [{k: 1}], arguments: {parameters: [{name: text, value: "{{item.x}}"}]}}]]',
  ),
  'two loops': main('steps: [[{name: a, template: noop, withItems: [1], withParam: "[]"}]]'),
  'bad withParam': main('steps: [[{name: a, template: noop, withParam: "x"}]]'),
  'artifact without path': main('outputs: {artifacts: [{name: f}]}\ncontainer: {image: a}'),
  'output without source': main('outputs: {parameters: [{name: f}]}\ncontainer: {image: a}'),
  'argument without value': main(
    'steps: [[{name: a, template: echo, arguments: {parameters: [{name: text}]}}]]',
  ),
  'bad step name with tag': main(
    'inputs: {parameters: [{name: p, value: x}]}\nsteps: [[{name: "{{inputs.parameters.q}}", template: noop}]]',
  ),
  'loop artifact': main(
    'steps: [[{name: a, template: echo, withItems: [1], arguments: {parameters: [{name: text, value: x}]}}], [{name: b, template: take, arguments: {artifacts: [{name: f, from: "{{steps.a.outputs.artifacts.f}}"}]}}]]',
  ),
};

describe('one mistake is one issue:', () => {
  test.for(Object.entries(mistakes))('%s', ([, text]) => {
    expect(lint([{ file: 'f', text }]).map(({ rule, path }) => `${rule} ${path}`)).toHaveLength(1);
  });
});
