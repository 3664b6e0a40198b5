import { beforeAll, expect, test } from 'vitest';
import { type CompiledSource, compileSources, pipelineSource } from './compile-sources.ts';

const helpers =
  "import { approve, ask, attempt, component, failed, match, oneOf, range, repeatUntil, sleep, succeeded } from '@tiphys/pipeline'; const inner = pipeline('inner', { x: 1 }, ({ x }) => ({ y: add({ a: x, b: 1 }) }));";

/** Bodies with a mistake each, on line 4. */
const mistakes: readonly string[] = [
  'add({ a: 1, c: 2 });',
  'add(1, 2);',
  'add({ a: 1, b: 2 }, { retires: 3 });',
  "add({ a: 1, b: 2 }, { timeout: 'soon' });",
  'add({ a: 1, b: 2 }, { retry: -1 });',
  "add({ a: 1, b: 2 }, { retry: { limit: 1, backof: '1s' } });",
  "add({ a: 1, b: 2 }, { name: 'A b' });",
  "add({ a: 1, b: 2 }, { after: 'a' });",
  'add({ a: 1, b: 2 }, { onExit: 5 });',
  'add({ a: 1, b: 2 }, { image: 5 });',
  'group(() => add({ a: 1, b: 2 }));',
  "group('part');",
  "group('part', () => add({ a: 1, b: 2 }), { retires: 1 });",
  "group('part', async () => add({ a: 1, b: 2 }));",
  "group('part', () => 5);",
  "group('a', () => add({ a: 1, b: 2 })); group('a', () => add({ a: 1, b: 2 }));",
  'attempt(5).or(1);',
  'attempt(() => add({ a: 1, b: 2 })).or();',
  'attempt(() => add({ a: 1, b: 2 })).recover(5);',
  'attempt(() => {}).or(1);',
  'const one = attempt(() => add({ a: 1, b: 2 })); say({ text: one });',
  "match(say({ text: 'x' }), {});",
  "match(say({ text: 'x' }), { a: 5 });",
  "match('a', { a: () => {} });",
  "match(stats, 'kind', { a: () => {} });",
  "match(say({ text: 'x' }), { a: () => add({ a: 1, b: 2 }) }, 5);",
  'when([n], 5, () => {});',
  'when([n], (v) => v > 3);',
  'when([n], (v) => v + 1, () => { say({}); });',
  'when([n], (v) => v > 3, () => { say({}); }).elseWhen([n], 3, () => {});',
  'when([n], (v) => v > 3, () => add({ a: 1, b: 2 })).or();',
  'repeatUntil(1, (v) => add({ a: v, b: 1 }), (v) => v > 3);',
  'repeatUntil(1, (v) => add({ a: v, b: 1 }), (v) => v > 3, { max: 0 });',
  'repeatUntil(1, (v) => add({ a: v, b: 1 }), (v) => v > 3, { max: 500 });',
  'repeatUntil(1, (v) => add({ a: v, b: 1 }), 5, { max: 5 });',
  'repeatUntil(1, () => {}, (v) => v > 3, { max: 5 });',
  "repeatUntil(1, (v) => add({ a: v, b: 1 }), (v) => v > 3, { max: 5, onLimit: 'stop' });",
  "ask('release', {});",
  "ask('release', { a: () => 5 });",
  "ask('release', { a: 1 }, { timout: '1h' });",
  "approve('Really sure?');",
  "sleep('long');",
  "range('a');",
  'forEach(n, (x) => add({ a: x, b: 1 }));',
  'forEach(list);',
  'forEach(list, (x) => add({ a: x, b: 1 }), { parallelism: 0 });',
  'inner({ z: 1 });',
  'inner({ x: 1 }, { retires: 1 });',
  'inner.ref({ x: 1 });',
  'inner.submit({ x: 1 });',
  "component.container('c', { command: ['true'] });",
  "component.container('c', { image: 'alpine', inputs: 5 });",
  "component.container('c', { image: 'alpine', arguments: [] });",
  "component.script('c', { image: 'alpine', command: ['sh'] });",
  "component.python('c', { file: './missing.py', call: 'f' });",
  'say({ text: list.length });',
  'if (n > 3) say({});',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the source has a template literal.
  'say({ text: `${n}` });',
  'expr([n], (v) => missing(v));',
  'expr([n, 5n], (v) => v);',
];

let compiled: readonly CompiledSource[] = [];
beforeAll(async () => {
  compiled = await compileSources(mistakes.map((body) => pipelineSource(body, helpers)));
}, 120_000);

test('each mistake in a construct is reported at its place', () => {
  const reports = compiled.map(({ code, place = 'no place', message }, index) =>
    [
      mistakes[index],
      `  ${place.replace(`case-${index}.ts:`, '')} ${code}`,
      `  ${message?.replace(/\/\S+\/missing/, 'FOLDER/missing')}`,
    ].join('\n'),
  );
  expect(reports.join('\n')).toMatchInlineSnapshot(`
    "add({ a: 1, c: 2 });
      4:1 PIPELINE_UNKNOWN_ARGUMENT
      add has no argument "c". Did you mean "b"?
    add(1, 2);
      4:1 PIPELINE_POSITIONAL_ARGUMENTS
      A component takes one object: add({ a, b }).
    add({ a: 1, b: 2 }, { retires: 3 });
      4:1 PIPELINE_UNKNOWN_OPTION
      The call of add has no option "retires". Did you mean "retry"? The options are name, after, onExit, hooks, image, env, envFrom, mounts, resources, retry, timeout, code, external, cache, lock, metrics, title, pod, container, pause, files.
    add({ a: 1, b: 2 }, { timeout: 'soon' });
      4:1 PIPELINE_INVALID_OPTION
      "timeout" of the call of add must be a positive integer number of seconds, or a duration such as "90s" or "1h30m", not "soon".
    add({ a: 1, b: 2 }, { retry: -1 });
      4:1 PIPELINE_INVALID_OPTION
      "retry" of the call of add must be an integer of at least 0, not -1.
    add({ a: 1, b: 2 }, { retry: { limit: 1, backof: '1s' } });
      4:1 PIPELINE_UNKNOWN_OPTION
      "retry" of the call of add has no option "backof". Did you mean "backoff"? The options are limit, policy, backoff, if, elsewhere.
    add({ a: 1, b: 2 }, { name: 'A b' });
      4:1 PIPELINE_INVALID_NAME
      The name "A b" of a task is invalid: Argo does not allow it. Use letters, digits and "-", starting with a letter, and at most 63 characters.
    add({ a: 1, b: 2 }, { after: 'a' });
      4:1 PIPELINE_INVALID_OPTION
      "after" of the call of add must be what a component, forEach or when returned, an ending such as failed(task), or a list of these, not "a".
    add({ a: 1, b: 2 }, { onExit: 5 });
      4:1 PIPELINE_INVALID_OPTION
      "onExit" of the call of add must be a function that adds tasks, not 5.
    add({ a: 1, b: 2 }, { image: 5 });
      4:1 PIPELINE_INVALID_OPTION
      "image" of the call of add must be an image reference such as "node:24-slim", not 5.
    group(() => add({ a: 1, b: 2 }));
      4:1 PIPELINE_INVALID_ARGUMENT
      group needs a name and a body: group('sums', () => { ... }).
    group('part');
      4:1 PIPELINE_INVALID_ARGUMENT
      group needs a name and a body: group('sums', () => { ... }).
    group('part', () => add({ a: 1, b: 2 }), { retires: 1 });
      4:1 PIPELINE_UNKNOWN_OPTION
      The group "part" has no option "retires". Did you mean "retry"? The options are after, parallelism, retry, lock, failFast, defaults, onExit, hooks, timeout.
    group('part', async () => add({ a: 1, b: 2 }));
      4:1 PIPELINE_ASYNC_BODY
      The body is async, but it only describes the tasks. Remove async and await from it.
    group('part', () => 5);
      4:1 PIPELINE_INVALID_RESULT
      The body returned a constant. Return an output, or an object of outputs such as { sum, mean }.
    group('a', () => add({ a: 1, b: 2 })); group('a', () => add({ a: 1, b: 2 }));
      4:40 PIPELINE_DUPLICATE_NAME
      This body already has a task "a". Rename one of them.
    attempt(5).or(1);
      4:1 PIPELINE_NOT_A_FUNCTION
      attempt(...) needs a function as its body: attempt(() => square({ x: 1 })).
    attempt(() => add({ a: 1, b: 2 })).or();
      4:36 PIPELINE_UNSUPPORTED_VALUE
      A value is undefined, which JSON cannot represent. Use strings, finite numbers, booleans, null, arrays and plain objects.
    attempt(() => add({ a: 1, b: 2 })).recover(5);
      4:36 PIPELINE_NOT_A_FUNCTION
      recover(...) needs a function as its body: recover(() => square({ x: 1 })).
    attempt(() => {}).or(1);
      4:1 PIPELINE_EMPTY_BODY
      The body of the attempt has no tasks. Call a component in it.
    const one = attempt(() => add({ a: 1, b: 2 })); say({ text: one });
      4:49 PIPELINE_UNSUPPORTED_VALUE
      A value under "recover" is a function, which JSON cannot represent. Use strings, finite numbers, booleans, null, arrays and plain objects.
    match(say({ text: 'x' }), {});
      4:1 PIPELINE_INVALID_CASES
      match(...) has no cases. Add a body for each value.
    match(say({ text: 'x' }), { a: 5 });
      4:1 PIPELINE_INVALID_CASES
      The case "a" of match(...) is 5. Write a function: "a": () => ...
    match('a', { a: () => {} });
      4:1 PIPELINE_NOT_AN_OUTPUT
      This is not an output. Pass what a component, forEach, when or expr returned.
    match(stats, 'kind', { a: () => {} });
      4:1 PIPELINE_INVALID_CASES
      The output of "measure" has no field "kind". Its fields are "mean", "label", "big".
    match(say({ text: 'x' }), { a: () => add({ a: 1, b: 2 }) }, 5);
      4:1 PIPELINE_NOT_A_FUNCTION
      match(...) takes a function as its last argument: the body for all other values.
    when([n], 5, () => {});
      4:1 PIPELINE_NOT_A_FUNCTION
      when needs a function after the list: when([sum], (s) => ...).
    when([n], (v) => v > 3);
      4:1 PIPELINE_NOT_A_FUNCTION
      when(...) needs a function as its body: when(flag, () => { ... }).
    when([n], (v) => v + 1, () => { say({}); });
      4:18 PIPELINE_UNSUPPORTED_SYNTAX
      In \`v + 1\`: a condition must be a boolean, but this is a number. Compare it, or write Boolean(value).
    when([n], (v) => v > 3, () => { say({}); }).elseWhen([n], 3, () => {});
      4:45 PIPELINE_NOT_A_FUNCTION
      elseWhen needs a function after the list: elseWhen([sum], (s) => ...).
    when([n], (v) => v > 3, () => add({ a: 1, b: 2 })).or();
      4:52 PIPELINE_UNSUPPORTED_VALUE
      A value is undefined, which JSON cannot represent. Use strings, finite numbers, booleans, null, arrays and plain objects.
    repeatUntil(1, (v) => add({ a: v, b: 1 }), (v) => v > 3);
      4:1 PIPELINE_INVALID_OPTION
      The options of repeatUntil must be an object, not undefined.
    repeatUntil(1, (v) => add({ a: v, b: 1 }), (v) => v > 3, { max: 0 });
      4:1 PIPELINE_INVALID_OPTION
      "max" of repeatUntil must be an integer of at least 1, not 0.
    repeatUntil(1, (v) => add({ a: v, b: 1 }), (v) => v > 3, { max: 500 });
      4:1 PIPELINE_TOO_DEEP
      "repeat" has at most 500 rounds, but here at most 97 are possible: each round is a level of templates, Argo stops a run at 100, 1 is around it and 1 is inside it. Set "max" to 97 or less.
    repeatUntil(1, (v) => add({ a: v, b: 1 }), 5, { max: 5 });
      4:1 PIPELINE_NOT_A_FUNCTION
      repeatUntil needs a state and two functions, a body and a condition: repeatUntil(1, (x) => double({ x }), (x) => x > 100, { max: 20 }).
    repeatUntil(1, () => {}, (v) => v > 3, { max: 5 });
      4:1 PIPELINE_INVALID_RESULT
      The result of the body of repeatUntil is undefined. A state is an output, a constant, or an object of both, such as { error: 1 }.
    repeatUntil(1, (v) => add({ a: v, b: 1 }), (v) => v > 3, { max: 5, onLimit: 'stop' });
      4:1 PIPELINE_INVALID_OPTION
      "onLimit" of repeatUntil must be one of fail, return, not "stop".
    ask('release', {});
      4:1 PIPELINE_INVALID_ARGUMENT
      ask(...) needs an object of fields, not an empty one: ask('release', { share: 10 }). To ask only for a go-ahead, write approve('release').
    ask('release', { a: () => 5 });
      4:1 PIPELINE_INVALID_ARGUMENT
      The field "a" of the question "release" is not a declaration. Write a default such as 10, oneOf([...]) or input<number>({ schema: { type: 'number' } }); show outputs in the message.
    ask('release', { a: 1 }, { timout: '1h' });
      4:1 PIPELINE_UNKNOWN_OPTION
      The question "release" has no option "timout". Did you mean "timeout"? The options are message, after, timeout.
    approve('Really sure?');
      4:1 PIPELINE_INVALID_NAME
      The name "Really sure?" of a task is invalid: Argo does not allow it. Use letters, digits and "-", starting with a letter, and at most 63 characters.
    sleep('long');
      4:1 PIPELINE_INVALID_OPTION
      "time" of sleep must be a positive integer number of seconds, or a duration such as "90s" or "1h30m", not "long".
    range('a');
      4:1 PIPELINE_INVALID_ARGUMENT
      range(...) takes an integer from 0 to 999999, or an output, but got "a".
    forEach(n, (x) => add({ a: x, b: 1 }));
      4:1 PIPELINE_NOT_A_LIST
      forEach needs a list, but this output is a number. Pass an array, or an output that is a list.
    forEach(list);
      4:1 PIPELINE_NOT_A_FUNCTION
      forEach needs a list and a function: forEach(list, (item) => square({ x: item })).
    forEach(list, (x) => add({ a: x, b: 1 }), { parallelism: 0 });
      4:1 PIPELINE_INVALID_OPTION
      "parallelism" of the loop must be an integer of at least 1, not 0.
    inner({ z: 1 });
      4:1 PIPELINE_UNKNOWN_ARGUMENT
      inner has no argument "z". Did you mean "x"?
    inner({ x: 1 }, { retires: 1 });
      4:1 PIPELINE_UNKNOWN_OPTION
      The call of inner has no option "retires". Did you mean "retry"? The options are name, after, onExit, hooks, parallelism, retry, failFast, timeout.
    inner.ref({ x: 1 });
      4:7 PIPELINE_NOT_A_TEMPLATE
      The pipeline inner has no WorkflowTemplate in the cluster, because its kind is Workflow. Set kind: 'WorkflowTemplate', or call inner(...) to make it a part of this pipeline.
    inner.submit({ x: 1 });
      4:7 PIPELINE_NOT_A_TEMPLATE
      The pipeline inner has no WorkflowTemplate in the cluster, because its kind is Workflow. Set kind: 'WorkflowTemplate', or call inner(...) to make it a part of this pipeline.
    component.container('c', { command: ['true'] });
      4:11 PIPELINE_INVALID_OPTION
      The component c needs "image", which is missing.
    component.container('c', { image: 'alpine', inputs: 5 });
      4:11 PIPELINE_INVALID_OPTION
      "inputs" of the component c must be an object such as { name: input<string>() }, not 5.
    component.container('c', { image: 'alpine', arguments: [] });
      4:11 PIPELINE_UNKNOWN_OPTION
      The component c has no option "arguments". Did you mean "args"? The options are description, inputs, outputs, image, env, envFrom, mounts, resources, retry, timeout, cache, lock, metrics, title, pod, container, command, args.
    component.script('c', { image: 'alpine', command: ['sh'] });
      4:11 PIPELINE_INVALID_OPTION
      The options of the component c need "source", which is missing.
    component.python('c', { file: './missing.py', call: 'f' });
      4:11 PIPELINE_FILE_MISSING
      The file "./missing.py" of the component c cannot be read: FOLDER/missing.py. Write its path relative to the module of the definition.
    say({ text: list.length });
      4:18 PIPELINE_OUTPUT_AS_VALUE
      The output of "draw" is only known when the workflow runs, so it cannot be asked for "length" here. Write forEach(output, (item) => ...) to run something for each item of a list, or compute with expr([output], (value) => value.length).
    if (n > 3) say({});
      4:5 PIPELINE_OUTPUT_AS_VALUE
      The output \`n\` is only known when the workflow runs, so it cannot be compared here. Write when([n], (value) => value > 3, () => { ... }) to choose what runs, or expr([n], (value) => value > 3) to compute.
    say({ text: \`\${n}\` });
      4:16 PIPELINE_OUTPUT_AS_VALUE
      The output \`n\` is only known when the workflow runs, so it cannot be part of a string here. Write expr([n], (value) => \`... \${value}\`).
    expr([n], (v) => missing(v));
      4:18 PIPELINE_UNSUPPORTED_SYNTAX
      In \`missing(v)\`: Argo does not have the function \`missing\`. Compute it in a component.
    expr([n, 5n], (v) => v);
      4:1 PIPELINE_NOT_AN_OUTPUT
      Item 2 of the list before the function is a bigint. The list can have outputs and constants: strings, numbers, booleans, null, and lists and plain objects of them."
  `);
});
