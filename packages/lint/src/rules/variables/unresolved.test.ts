import { checkRule } from '../../../test/check-rule.ts';
import { callEcho, inArg, withArgs, withMain, workflow } from '../../../test/manifests.ts';
import { unresolvedVariable } from './unresolved.ts';

checkRule(unresolvedVariable, {
  bad: [
    {
      title: 'outputs of templates whose names are tags',
      given: workflow(
        'entrypoint: m\narguments: {parameters: [{name: small, value: s}]}\ntemplates: [{name: m, steps: [[{name: a, template: "{{workflow.parameters.small}}"}], [{name: b, template: s, when: "{{steps.a.outputs.parameters.o}}{{steps.a.outputs.parameters.p}} == 1"}]]}, {name: s, outputs: {parameters: [{name: o, valueFrom: {path: /o}}]}, container: {image: a}}]',
      ),
      want: [
        'spec.templates[0].steps[1][0].when 7: {{steps.a.outputs.parameters.p}} has no value: template "s" has no "outputs.parameters.p". Did you mean "steps.a.outputs.parameters.o"?',
      ],
    },
    {
      title: 'unknown variables of a container',
      given: withArgs(
        '{{inputs.parameters.nmu}}',
        'a {{ workflow.nmae }} b',
        '{{steps.a.id}}',
        '{{item.x}}',
        '{{pod.ip}}',
      ),
      want: [
        inArg(
          0,
          '{{inputs.parameters.nmu}} has no value: template "main" has no such input. Did you mean "inputs.parameters.num"?',
        ),
        inArg(
          1,
          '{{workflow.nmae}} has no value: the workflow has no such variable. Did you mean "workflow.name"?',
        ),
        inArg(2, '{{steps.a.id}} has no value: template "main" has no steps.'),
        inArg(3, '{{item.x}} has no value: no item of a loop here has this key.'),
        inArg(4, '{{pod.ip}} has no value: pod.name is the only variable of a pod.'),
      ],
    },
    {
      title: 'parameters of the workflow',
      given: `${workflow('arguments: {parameters: [{name: a}]}\ntemplates: [{name: t, container: {image: "{{workflow.parameters.a}}{{workflow.parameters.b}}"}}]')}\n---\nkind: WorkflowTemplate\nspec: {templates: [{name: t, container: {image: "{{workflow.parameters.b}}"}}]}`,
      want: [
        'spec.templates[0].container.image 6: {{workflow.parameters.b}} has no value: the workflow has no such variable. Did you mean "workflow.parameters.a"?',
      ],
    },
    {
      title: 'tags in values and locations of inputs that calls do not replace',
      given: workflow(
        `entrypoint: m
templates:
- {name: m, inputs: {parameters: [{name: p, value: "{{workflow.parameters.a}}"}]}, steps: [[{name: s, template: l}, {name: t, template: l, arguments: {parameters: [{name: p, value: x}, {name: q, value: x}], artifacts: [{name: f, raw: {data: x}}]}}, {name: u, template: n, arguments: {parameters: [{name: p, value: x}]}}]]}
- {name: l, inputs: {parameters: [{name: p, value: "{{workflow.parameters.b}}"}, {name: q, default: "{{workflow.parameters.c}}"}], artifacts: [{name: f, path: /f, raw: {data: "{{workflow.parameters.d}}"}}]}, container: {image: a}}
- {name: n, inputs: {parameters: [{name: p, value: "{{workflow.parameters.e}}"}]}, container: {image: a}}
- {name: o, inputs: {parameters: [{name: p, value: "{{workflow.parameters.f}}"}]}, container: {image: a}}`,
      ),
      want: [
        'spec.templates[1].inputs.parameters[0].value 8: {{workflow.parameters.b}} has no value: the workflow has no such variable.',
        'spec.templates[1].inputs.parameters[1].default 8: {{workflow.parameters.c}} has no value: the workflow has no such variable.',
        'spec.templates[1].inputs.artifacts[0].raw.data 8: {{workflow.parameters.d}} has no value: the workflow has no such variable.',
      ],
    },
    {
      title: 'failures outside the exit handler',
      given: workflow(
        'entrypoint: a\nonExit: b\ntemplates:\n- {name: a, container: {image: "{{workflow.failures}}"}}\n- {name: b, container: {image: "{{workflow.failures}}"}}',
      ),
      want: [
        'spec.templates[0].container.image 8: {{workflow.failures}} has no value: it exists only in the exit handler.',
      ],
    },
    {
      title: 'earlier and later steps',
      given: withMain(
        `steps:\n- - {name: a, ${callEcho('{{steps.b.outputs.parameters.out}}')}}\n- - {name: b, ${callEcho('{{steps.a.outputs.parameters.out}}')}}\n- - {name: c, ${callEcho('{{steps.a.outputs.parameters.uot}}')}}\n  - {name: d, ${callEcho('{{steps.e.id}}')}}`,
      ),
      want: [
        'spec.templates[2].steps[0][0].arguments.parameters[0].value 11: {{steps.b.outputs.parameters.out}} has no value: step "b" runs later.',
        'spec.templates[2].steps[2][0].arguments.parameters[0].value 13: {{steps.a.outputs.parameters.uot}} has no value: template "echo" has no "outputs.parameters.uot". Did you mean "steps.a.outputs.parameters.out"?',
        'spec.templates[2].steps[2][1].arguments.parameters[0].value 14: {{steps.e.id}} has no value: step "e" does not exist in template "main". Did you mean "steps.a"?',
      ],
    },
    {
      title: 'the status of a task without a dependency on it',
      given: withMain(
        'dag:\n  tasks:\n  - {name: a, template: noop}\n  - {name: b, template: noop, when: "{{tasks.a.status}} == Failed"}\n  - {name: c, template: noop, depends: a, when: "{{tasks.a.status}} == Failed"}',
      ),
      want: [
        'spec.templates[2].dag.tasks[1].when 13: {{tasks.a.status}} has no value: task "b" does not depend on task "a".',
      ],
    },
    {
      title: 'items of a loop',
      given: withMain(
        `steps:\n- - {name: a, ${callEcho('{{item.k}}{{item.l}}')}, withItems: [{k: 1}]}\n  - {name: b, ${callEcho('{{item.z}}')}, withParam: "[]"}`,
      ),
      want: [
        'spec.templates[2].steps[0][0].arguments.parameters[0].value 11: {{item.l}} has no value: no item of a loop here has this key. Did you mean "item.k"?',
      ],
    },
    {
      title: 'aggregates of loops',
      given: withMain(
        `steps:\n- - {name: a, ${callEcho('x')}, withItems: [1]}\n  - {name: b, ${callEcho('x')}, withSequence: {count: 2}}\n- - {name: c, ${callEcho('{{steps.a.outputs.parameters}}{{steps.b.outputs.parameters}}')}}`,
      ),
      want: [
        'spec.templates[2].steps[1][0].arguments.parameters[0].value 13: {{steps.b.outputs.parameters}} has no value: template "echo" has no "outputs.parameters". Did you mean "steps.b.outputs.parameters.out"?',
      ],
    },
    {
      title: 'outputs of steps',
      given: withMain(
        `outputs: {parameters: [{name: o, valueFrom: {parameter: "{{steps.a.outputs.parameters.nope}}"}}]}\nsteps:\n- - {name: a, ${callEcho('x')}}`,
      ),
      want: [
        'spec.templates[2].outputs.parameters[0].valueFrom.parameter 10: {{steps.a.outputs.parameters.nope}} has no value: template "echo" has no "outputs.parameters.nope". Did you mean "steps.a.outputs.parameters.out"?',
      ],
    },
    {
      title: 'global outputs of any template',
      given: workflow(
        'entrypoint: a\ntemplates:\n- {name: a, outputs: {parameters: [{name: x, globalName: g, valueFrom: {path: /x}}]}, container: {image: "{{workflow.outputs.parameters.g}}{{workflow.outputs.parameters.h}}"}}',
      ),
      want: [
        'spec.templates[0].container.image 7: {{workflow.outputs.parameters.h}} has no value: the workflow has no such variable.',
      ],
    },
    {
      title: 'a step that uses its own output',
      given: withMain(
        `steps:\n- - {name: a, ${callEcho('{{steps.a.id}}')}}\n- - {name: b, ${callEcho('{{steps.b.id}}')}, onExit: noop}`,
      ),
      want: [
        'spec.templates[2].steps[0][0].arguments.parameters[0].value 11: {{steps.a.id}} has no value: step "a" has not run yet.',
      ],
    },
    {
      title: 'outputs of a template that is not known yet',
      given: withMain(
        `steps:\n- - {name: a, templateRef: {name: "{{item.a}}", template: t}, withItems: [{a: 1}]}\n- - {name: b, ${callEcho('{{steps.a.id}}{{steps.a.outputs.result}}')}}`,
      ),
      want: [
        'spec.templates[2].steps[1][0].arguments.parameters[0].value 12: {{steps.a.outputs.result}} has no value: the template of step "a" is known only at run time.',
      ],
    },
    {
      title: 'variables of an inline template that the template around it does not have',
      given: withMain(
        'steps: [[{name: a, inline: {inputs: {parameters: [{name: p, value: x}]}, container: {image: a, args: ["{{inputs.parameters.p}}{{pod.name}}"]}}}]]',
      ),
      want: [
        'spec.templates[2].steps[0][0].inline.container.args[0] 10: {{pod.name}} has no value: template "main" is not a pod. Argo also looks for it in the template around the inline one. Give the template a name, or write the tag as an expression, {{=...}}.',
      ],
    },
  ],
  good: [
    {
      title: 'variables that exist, and tags that Argo does not check',
      given: withArgs(
        '{{inputs.parameters.num}} {{inputs.parameters}} {{workflow.creationTimestamp.Y}} {{workflow.status}} {{pod.name}}',
        '{{=steps.a}} {{x.y}} {{item}} {{retries}} {{outputs.z}} {{node.name}}',
        '{{inputs.parameters.{{x}}}} {{open',
      ),
    },
  ],
});
