import { type RuleCase, withMain, workflow } from './rule-case.ts';

/** A Workflow with a container that has an expression in each of its arguments. */
const expressions = (...texts: readonly string[]): string =>
  withMain(
    `inputs: {parameters: [{name: num, value: "1"}, {name: a-b, value: x}], artifacts: [{name: f, path: /f, raw: {data: x}}]}\ncontainer: {image: a, args: ${JSON.stringify(texts.map((text) => `{{=${text} }}`))}}`,
  );
const inArgument = (index: number, rest: string): string =>
  `spec.templates[2].container.args[${index}] 11: ${rest}`;
/** A Workflow with a step for each condition. */
const conditions = (...texts: readonly string[]): string =>
  withMain(
    `inputs: {parameters: [{name: p, value: x}, {name: q, value: x}]}\nsteps:\n${texts.map((text, index) => `- - {name: s${index}, template: noop, when: ${JSON.stringify(text)}}`).join('\n')}`,
  );
const inCondition = (index: number, rest: string): string =>
  `spec.templates[2].steps[${index}][0].when ${12 + index}: This condition cannot work: ${rest}`;

const p = '{{inputs.parameters.p}}';
const q = '{{inputs.parameters.q}}';

export const expressionCases: readonly RuleCase[] = [
  {
    title: 'variables and functions that are not there',
    rule: 'expressions/unknown-name',
    given: expressions(
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
      inArgument(
        0,
        'inputs.parameters.m has no value: template "main" has no such input. Did you mean "inputs.parameters.num"?',
      ),
      inArgument(1, 'There is no variable "foo", so this expression stays as it is.'),
      inArgument(2, 'There is no function "toUper", so this expression stays as it is.'),
      inArgument(
        3,
        'There is no function "sprig.trm", so this expression stays as it is. Did you mean "sprig.trim"?',
      ),
      inArgument(4, 'steps.a.outputs.result has no value: there are no steps in template "main".'),
      inArgument(5, 'workflow.parameters.w has no value: no workflow of this kind knows it.'),
      inArgument(
        6,
        'inputs.parameters.a-c has no value: template "main" has no such input. Did you mean "inputs.parameters.a-b"?',
      ),
      inArgument(
        7,
        'inputs.artifacts.g.path has no value: template "main" has no such input. Did you mean "inputs.artifacts.f"?',
      ),
      inArgument(
        8,
        'inputs.parameters.m has no value: template "main" has no such input. Did you mean "inputs.parameters.num"?',
      ),
    ],
  },
  {
    title: 'variables and functions that are there, may be absent, or come later',
    rule: 'expressions/unknown-name',
    given: expressions(
      'asInt(inputs.parameters.num) + len(workflow.name)',
      'inputs.parameters.m ?? "x"',
      'inputs.parameters?.m',
      'let x = inputs.parameters.num; x + x',
      'item.k + retries + lastRetry.exitCode + workflow.status + workflow.labels.any + workflow.creationTimestamp.Y',
      'sprig.trim(jsonpath(inputs.parameters.num, "$.a")) + toJson(inputs.parameters)',
      'map(fromJSON(inputs.parameters.num), # + 1)',
      'workflow.outputs.parameters',
    ),
    want: [],
  },
  {
    title: 'tasks and outputs in the expressions of a dag',
    rule: 'expressions/unknown-name',
    given: withMain(
      "dag:\n  tasks:\n  - {name: a-b, template: echo, arguments: {parameters: [{name: text, value: x}]}}\n  - {name: c, template: noop, depends: a-b, when: \"{{= tasks['a-b'].outputs.parameters.out == '1' && tasks['a-b'].outputs.parameters.uot == '1'}}\"}\n  - {name: d, template: noop, when: \"{{=tasks.x.status == 'Failed'}}\"}\noutputs: {parameters: [{name: o, valueFrom: {expression: \"tasks.c.outputs.parameters.z\"}}]}",
    ),
    want: [
      'spec.templates[2].dag.tasks[1].when 13: tasks.a-b.outputs.parameters.uot has no value: template "echo" gives no "outputs.parameters.uot". Did you mean "tasks.a-b.outputs.parameters.out"?',
      'spec.templates[2].dag.tasks[2].when 14: tasks.x.status has no value: there is no task "x" in template "main". Did you mean "tasks.c"?',
      'spec.templates[2].outputs.parameters[0].valueFrom.expression 15: tasks.c.outputs.parameters.z has no value: template "noop" gives no "outputs.parameters.z".',
    ],
  },
  {
    title: 'the status of a task in the outputs of a dag',
    rule: 'expressions/unknown-name',
    given: withMain(
      "dag: {tasks: [{name: a, template: noop}]}\noutputs: {parameters: [{name: o, valueFrom: {expression: \"tasks.a.status == 'Skipped' ? 'x' : 'y'\"}}, {name: p, valueFrom: {expression: \"tasks.b.status\"}}]}",
    ),
    want: [
      'spec.templates[2].outputs.parameters[1].valueFrom.expression 11: tasks.b.status has no value: there is no task "b" in template "main". Did you mean "tasks.a"?',
    ],
  },
  {
    title: 'operations that texts do not fit',
    rule: 'expressions/types',
    given: expressions(
      'inputs.parameters.num > 3',
      'inputs.parameters.num == 3',
      'inputs.parameters.num + 1',
      'inputs.parameters.num ? 1 : 2',
      'inputs.parameters.num && true',
      '!inputs.parameters.num',
      'lastRetry.exitCode > 1',
    ),
    want: [
      inArgument(
        0,
        'This expression cannot work: invalid operation: > (mismatched types string and int). Values are texts: write asInt(...) or asFloat(...) around them.',
      ),
      inArgument(
        1,
        'This expression cannot work: invalid operation: == (mismatched types string and int). Values are texts: write asInt(...) or asFloat(...) around them.',
      ),
      inArgument(
        2,
        'This expression cannot work: invalid operation: + (mismatched types string and int). Values are texts: write asInt(...) or asFloat(...) around them.',
      ),
      inArgument(
        3,
        "This expression cannot work: non-bool expression (type string) used as condition. Values are texts: compare with 'true'.",
      ),
      inArgument(
        4,
        "This expression cannot work: invalid operation: && (mismatched types string and bool). Values are texts: compare with 'true'.",
      ),
      inArgument(
        5,
        "This expression cannot work: invalid operation: ! (mismatched type string). Values are texts: compare with 'true'.",
      ),
      inArgument(
        6,
        'This expression cannot work: invalid operation: > (mismatched types string and int). Values are texts: write asInt(...) or asFloat(...) around them.',
      ),
    ],
  },
  {
    title: 'operations that fit',
    rule: 'expressions/types',
    given: expressions(
      'asInt(inputs.parameters.num) > 3',
      "inputs.parameters.num in ['a', 'b']",
      'inputs.parameters.num + "x"',
      'inputs.parameters.num == "true" ? 1 : 2',
      'inputs.parameters.num matches "^a"',
      'sum(map(fromJSON(inputs.parameters.num), #.k))',
      'item > 1',
      'inputs.artifacts.f.path + inputs.parameters["a-b"]',
    ),
    want: [],
  },
  {
    title: 'conditions that cannot work, whatever the tags become',
    rule: 'expressions/when',
    given: conditions(
      `${p} = a`,
      `${p} === a`,
      `'${p}' > 3`,
      `${p} in ['a', 'b']`,
      `'${p} == a`,
      `'${p} == a'`,
      `length(${p}) > 3`,
      `${p} == foo-bar`,
      `${p} == a && ${q}`.replace(q, 'yes'),
      `(${p} == a`,
    ),
    want: [
      inCondition(0, 'Invalid token: \'=\'. Compare with "==".'),
      inCondition(1, 'Invalid token: \'===\'. Compare with "==".'),
      inCondition(
        2,
        "Value 'a' cannot be used with the comparator '>', it is not a number. Write both sides in quotes to compare texts, or neither to compare numbers.",
      ),
      inCondition(
        3,
        "Value ''a', 'b'' cannot be used with the comparator 'in', it is not a number. Write the list in parentheses: in ('a', 'b').",
      ),
      inCondition(4, 'Unclosed string literal. Close the quote.'),
      inCondition(5, 'it is neither true nor false. Quote each side of the comparison, not the whole.'),
      inCondition(
        6,
        'Undefined function length. Conditions have no functions: use an expression, "{{=...}}".',
      ),
      inCondition(
        7,
        "Value 'foo' cannot be used with the modifier '-', it is not a number. Put texts that are more than one word in quotes.",
      ),
      inCondition(8, 'it is neither true nor false.'),
      inCondition(9, 'Unbalanced parenthesis.'),
    ],
  },
  {
    title: 'conditions that may work',
    rule: 'expressions/when',
    given: conditions(
      `${p} == a`,
      `${p} > 3 && ${q} == heads`,
      p,
      `!${p}`,
      `"${p}" in (${q})`,
      `'${p}' > '2024-05-01'`,
      `${p} =~ '^a' || (${q} != b && ${p} <= 2)`,
      "{{=inputs.parameters.p == 'a'}}",
      `${p} ${q} 3`,
      `{{steps.a-${p}.status}} == Succeeded`,
      'true',
    ),
    want: [],
  },
  {
    title: 'a condition of a metric',
    rule: 'expressions/when',
    given: withMain(
      'metrics: {prometheus: [{name: a, help: h, when: "{{status}} = Failed", counter: {value: "1"}}, {name: b, help: h, when: "{{status}} == Failed", counter: {value: "1"}}]}\ncontainer: {image: a}',
    ),
    want: [
      'spec.templates[2].metrics.prometheus[0].when 10: This condition cannot work: Invalid token: \'=\'. Compare with "==".',
    ],
  },
  {
    title: 'arguments that the template does not take',
    rule: 'call/unknown-argument',
    given: workflow(
      'entrypoint: m\ntemplates: [{name: m, steps: [[{name: s, template: t, arguments: {parameters: [{name: mode, value: x}, {name: colour, value: x}, {name: txt, value: x}], artifacts: [{name: f, raw: {data: x}}]}}]]}, {name: t, inputs: {parameters: [{name: text}, {name: color, value: x}]}, container: {image: a}}]',
    ),
    want: [
      'spec.templates[0].steps[0][0].arguments.parameters[0].name 6: Template "t" has no input parameter "mode", so this argument is dropped.',
      'spec.templates[0].steps[0][0].arguments.parameters[1].name 6: Template "t" has no input parameter "colour", so this argument is dropped. Did you mean "color"?',
      'spec.templates[0].steps[0][0].arguments.artifacts[0].name 6: Template "t" has no input artifact "f", so this argument is dropped.',
    ],
  },
  {
    title: 'an artifact of a loop',
    rule: 'call/loop-artifact',
    given: workflow(
      'entrypoint: m\ntemplates: [{name: m, steps: [[{name: l, template: t, withItems: [1, 2]}, {name: o, template: t}], [{name: u, template: u, arguments: {artifacts: [{name: f, from: "{{steps.l.outputs.artifacts.f}}"}, {name: g, from: "{{steps.o.outputs.artifacts.f}}"}]}}]]}, {name: t, outputs: {artifacts: [{name: f, path: /f}]}, container: {image: a}}, {name: u, inputs: {artifacts: [{name: f, path: /f}, {name: g, path: /g}]}, container: {image: a}}]',
    ),
    want: [
      'spec.templates[0].steps[1][0].arguments.artifacts[0].from 6: Step "l" is a loop, and the artifacts of a loop cannot be taken. Give each item a key of its own in the artifact repository, and take what is under it.',
    ],
  },
];
