import { checkRule } from '../../../test/check-rule.ts';
import { inArg, withExpressions, withMain } from '../../../test/manifests.ts';
import { unknownName } from './unknown-name.ts';

checkRule(unknownName, {
  bad: [
    {
      title: 'variables and functions that do not exist',
      given: withExpressions(
        'inputs.parameters.m',
        'foo.bar',
        'toUper(inputs.parameters.num)',
        'sprig.trm(inputs.parameters.num)',
        'steps.a.outputs.result',
        'workflow.parameters.w',
        "inputs.parameters['a-c']",
        'inputs.artifacts.g.path',
        'inputs.parameters.m + inputs.parameters.m',
      ),
      want: [
        inArg(
          0,
          '"inputs.parameters.m" has no value: template "main" has no such input. Did you mean "inputs.parameters.num"?',
        ),
        inArg(1, 'Variable "foo" does not exist, so the expression is left as is.'),
        inArg(2, 'Function "toUper" does not exist, so the expression is left as is.'),
        inArg(
          3,
          'Function "sprig.trm" does not exist, so the expression is left as is. Did you mean "sprig.trim"?',
        ),
        inArg(4, '"steps.a.outputs.result" has no value: template "main" has no steps.'),
        inArg(5, '"workflow.parameters.w" has no value: the workflow has no such variable.'),
        inArg(
          6,
          '"inputs.parameters.a-c" has no value: template "main" has no such input. Did you mean "inputs.parameters.a-b"?',
        ),
        inArg(
          7,
          '"inputs.artifacts.g.path" has no value: template "main" has no such input. Did you mean "inputs.artifacts.f"?',
        ),
        inArg(
          8,
          '"inputs.parameters.m" has no value: template "main" has no such input. Did you mean "inputs.parameters.num"?',
        ),
      ],
    },
    {
      title: 'tasks and outputs in the expressions of a dag',
      given: withMain(
        "dag:\n  tasks:\n  - {name: a-b, template: echo, arguments: {parameters: [{name: text, value: x}]}}\n  - {name: c, template: noop, depends: a-b, when: \"{{= tasks['a-b'].outputs.parameters.out == '1' && tasks['a-b'].outputs.parameters.uot == '1'}}\"}\n  - {name: d, template: noop, when: \"{{=tasks.x.status == 'Failed'}}\"}\noutputs: {parameters: [{name: o, valueFrom: {expression: \"tasks.c.outputs.parameters.z\"}}]}",
      ),
      want: [
        'spec.templates[2].dag.tasks[1].when 13: "tasks.a-b.outputs.parameters.uot" has no value: template "echo" has no "outputs.parameters.uot". Did you mean "tasks.a-b.outputs.parameters.out"?',
        'spec.templates[2].dag.tasks[2].when 14: "tasks.x.status" has no value: task "x" does not exist in template "main". Did you mean "tasks.c"?',
        'spec.templates[2].outputs.parameters[0].valueFrom.expression 15: "tasks.c.outputs.parameters.z" has no value: template "noop" has no "outputs.parameters.z".',
      ],
    },
    {
      title: 'the status of a task in the outputs of a dag',
      given: withMain(
        "dag: {tasks: [{name: a, template: noop}]}\noutputs: {parameters: [{name: o, valueFrom: {expression: \"tasks.a.status == 'Skipped' ? 'x' : 'y'\"}}, {name: p, valueFrom: {expression: \"tasks.b.status\"}}]}",
      ),
      want: [
        'spec.templates[2].outputs.parameters[1].valueFrom.expression 11: "tasks.b.status" has no value: task "b" does not exist in template "main". Did you mean "tasks.a"?',
      ],
    },
  ],
  good: [
    {
      title: 'variables and functions that exist, may be absent, or are known only at run time',
      given: withExpressions(
        'asInt(inputs.parameters.num) + len(workflow.name)',
        'inputs.parameters.m ?? "x"',
        'inputs.parameters?.m',
        'let x = inputs.parameters.num; x + x',
        'item.k + retries + lastRetry.exitCode + workflow.status + workflow.labels.any + workflow.creationTimestamp.Y',
        'sprig.trim(jsonpath(inputs.parameters.num, "$.a")) + toJson(inputs.parameters)',
        'map(fromJSON(inputs.parameters.num), # + 1)',
        'workflow.outputs.parameters',
      ),
    },
  ],
});
