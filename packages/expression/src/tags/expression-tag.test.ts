import { expect, test } from 'vitest';
import { substituteTags } from './substitute-tags.ts';

const variables = new Map<string, unknown>([
  ['inputs.parameters.n', '4'],
  ['inputs.parameters.list', '["b","a"]'],
  ['inputs.parameters.my-name', 'hyphen'],
  ['inputs.parameters', '[{"name":"n"}]'],
  ['workflow.name', 'nightly'],
  ['steps.build.status', 'Succeeded'],
  ['steps.build.outputs.parameters.tag', null],
  ['quote', 'say "hi"\t<b>'],
]);
const lenient = { allowUnresolved: true };
const strict = { allowUnresolved: false };

/** Returns the text of a JSON string after one pass. */
function substitute(text: string, options: typeof lenient = lenient): unknown {
  return JSON.parse(substituteTags(JSON.stringify(text), variables, options));
}

test.for([
  { given: '{{=1.0}}', want: '1' },
  { given: '{{=10/4}}', want: '2.5' },
  { given: '{{=10/5}}', want: '2' },
  { given: '{{=1e21}}', want: '1e+21' },
  { given: '{{=true}}', want: 'true' },
  { given: '{{=[1, "a", nil]}}', want: '[1,"a",null]' },
  { given: '{{={"b": 1, "a": "<x>"} }}', want: '{"a":"\\u003cx\\u003e","b":1}' },
  { given: '{{=quote}}', want: 'say "hi"\t\u003cb\u003e' },
  { given: '{{="a" + \'b\'}}', want: 'ab' },
  { given: '{{=inputs.parameters["my-name"]}}', want: 'hyphen' },
  { given: '{{=len(inputs.parameters)}}', want: '3' },
  { given: '{{=join(sort(fromJSON(inputs.parameters.list)), ",")}}', want: 'a,b' },
  { given: '{{=int(inputs.parameters.n) > 3 && 1 < 2}}', want: 'true' },
  { given: '{{=steps.build.status == "Succeeded" ? "yes" : "no"}}', want: 'yes' },
  { given: '{{=steps.build.outputs.parameters.tag ?? "latest"}}', want: 'latest' },
  { given: '{{=steps.test?.status ?? "none"}}', want: 'none' },
  { given: '{{=duration("90s")}}', want: '90000000000' },
  { given: '{{=date("2024-02-29")}}', want: '2024-02-29T00:00:00Z' },
  { given: '{{=map(1..3, # * 2)}}', want: '[2,4,6]' },
  { given: 'a {{=1}} b {{=2}} c', want: 'a 1 b 2 c' },
])('$given gives $want', ({ given, want }) => {
  expect(substitute(given)).toBe(want);
  expect(substitute(given, strict)).toBe(want);
});

test.for([
  { title: 'an unknown variable', given: '{{=nope}}' },
  { title: 'an unknown variable of a known scope', given: '{{=inputs.parameters.nope}}' },
  { title: 'a call of an unknown function', given: '{{=upcase(workflow.name)}}' },
  { title: 'an unknown function of sprig', given: "{{=sprig.nofunc('x')}}" },
  { title: 'a fallback for an unknown name', given: "{{=nope ?? 'd'}}" },
  { title: 'operands of wrong types', given: '{{=workflow.name * 2}}' },
  { title: 'a failing function', given: '{{=int(workflow.name)}}' },
  { title: 'nil', given: '{{=nil}}' },
  { title: 'an absent output without a fallback', given: '{{=steps.build.outputs.parameters.tag}}' },
  { title: 'a result that JSON cannot represent', given: '{{=1/0}}' },
  { title: 'a function as the result', given: '{{=sprig.trim}}' },
  { title: 'a tag with a space before the sign', given: '{{ =1 + 1}}' },
])('leaves $title as it is', ({ given }) => {
  expect(substitute(given)).toBe(given);
});

test.for([
  { given: '{{=item}}', late: 'item' },
  { given: '{{=item.k ?? 1}}', late: 'item.k' },
  { given: '{{=asInt(retries) + 1}}', late: 'retries' },
  { given: '{{=lastRetry.exitCode ?? "0"}}', late: 'lastRetry.exitCode' },
  { given: '{{=lastRetry.status ?? ""}}', late: 'lastRetry.status' },
  { given: '{{=lastRetry.duration ?? ""}}', late: 'lastRetry.duration' },
  { given: '{{=lastRetry.message ?? ""}}', late: 'lastRetry.message' },
  { given: '{{=workflow.status == "Failed"}}', late: 'workflow.status' },
  { given: '{{=len(workflow.failures)}}', late: 'workflow.failures' },
])('$given waits until there is a variable $late', ({ given, late }) => {
  expect(substitute(given)).toBe(given);
  const later = new Map([...variables, [late, '7']]);
  const result = substituteTags(JSON.stringify(given), later, lenient);
  expect(result).not.toContain('{{');
});

test.for([
  {
    title: 'a text that is not an expression',
    given: '{{=a +}}',
    code: 'EXPRESSION_SYNTAX',
    want: 'failed to evaluate expression: unexpected token EOF (1:3)',
  },
  {
    title: 'a map that ends with the tag',
    given: "{{={'a':1}}}",
    code: 'EXPRESSION_SYNTAX',
    want: 'failed to evaluate expression: unexpected token EOF (1:6)',
  },
  {
    title: 'two operators in a row',
    given: '{{=inputs.parameters.n +* 2}}',
    code: 'EXPRESSION_SYNTAX',
    want: 'failed to evaluate expression: unexpected token Operator("*") (1:22)',
  },
])('refuses $title, even where names may be missing', ({ given, code, want }) => {
  for (const options of [lenient, strict]) {
    expect(() => substitute(given, options)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(want) }),
    );
  }
});

test.for([
  {
    title: 'a missing name',
    given: '{{=nope.x}}',
    code: 'EXPRESSION_UNRESOLVED',
    want: 'failed to evaluate expression: nope is missing',
  },
  {
    title: 'operands of wrong types',
    given: '{{=workflow.name * 2}}',
    code: 'EXPRESSION_EVALUATION',
    want: 'failed to evaluate expression: invalid operation: string * int (1:15)',
  },
  {
    title: 'nil',
    given: '{{=nil}}',
    code: 'EXPRESSION_EVALUATION',
    want: 'failed to evaluate expression "nil"',
  },
  {
    title: 'a result that JSON cannot represent',
    given: '{{=1/0}}',
    code: 'EXPRESSION_EVALUATION',
    want: 'failed to marshal evaluated expression: json: unsupported value: +Inf',
  },
])('refuses $title if all names are required', ({ given, code, want }) => {
  expect(() => substitute(given, strict)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(want) }),
  );
});

test('leaves what fails on the placeholders of a check as it is', () => {
  const placeholders = new Map([['inputs.parameters.n', '__argo__internal__placeholder-1']]);
  const given = '"{{=asInt(inputs.parameters.n) + 1}}"';
  expect(substituteTags(given, placeholders, strict)).toBe(given);
});
