import { createServer } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const nasty = [
  'a',
  '1',
  '',
  ' ',
  'null',
  '"quoted"',
  '{{workflow.name}}',
  '{{=1+1}}',
  '{{inputs.parameters.text}}',
  '{{{x}}}',
  '$(HOME) $(IN_text) $(BRACE)',
  '$$ $$$(IN_text)',
  '$x `id` $(id) ; rm -rf /nowhere',
  "it's \\ \\n",
  'line\nline\r\n\ttab\n\n',
  '\u0001\u0007\u000b\u001b\u007f',
  'é🙂\u00a0\u00ad\u2028\ue000',
  '-n',
  '--',
  'x'.repeat(2000),
];

/** Strings without NUL, which no environment variable can have. */
const texts = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...'$}{()"\'\\\n\r\t\u007f\u0001 '),
      fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 1 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 30,
  })
  .map((text) => text.replaceAll('\0', '0'));

const strings = [...nasty, ...fc.sample(texts, { numRuns: 30, seed: 7 })];
const plain = fc.jsonValue({ noUnicodeString: false, maxDepth: 3 }).map((value) => [value]);
const values = [
  0,
  -1.5e-7,
  ['12345678901234567890'],
  9_007_199_254_740_991,
  true,
  null,
  [],
  {},
  [['{{x}}'], { '$(HOME)': '"' }],
  { a: { b: { c: ['{{{', '}}', '$$', '\u007f\u0001\n'] } } },
  ...fc.sample(plain, { numRuns: 30, seed: 7 }),
];

/** Argo quotes DEL as Go does where it passes the items of a list that someone submitted. */
const submitted = strings.filter((text) => !text.includes('\u007f'));

const literal = '{{workflow.name}} $(HOME) $$ \u007f\u0001 é "\'';

const echoes = `
const echo = component.container('echo', {
  image: 'alpine:3.22',
  inputs: { text: input<string>() },
  outputs: { written: output('/tmp/written'), printed: stdout() },
  command: ({ inputs, outputs }) => ['sh', '-c', 'printf "%s\\\\n" "$1" > "$2"; printf "%s\\\\n" "$1"', '--', inputs.text, outputs.written],
});
const copy = component.script('copy', {
  image: 'bash:5',
  command: ['sh'],
  inputs: { text: input<string>() },
  outputs: { text: output('/tmp/text') },
  source: 'printf "%s\\\\n" "$IN_text" > "$OUT_text"',
});
const keep = component.container('keep', {
  image: 'alpine:3.22',
  inputs: { value: input<unknown>() },
  outputs: { value: output<unknown>('/tmp/value') },
  command: ({ inputs, outputs }) => ['sh', '-c', 'printf "%s" "$1" > "$2"', '--', inputs.value, outputs.value],
});
const say = component.container('say', { image: 'alpine:3.22', inputs: { value: input<unknown>() }, outputs: { value: stdout() }, args: ({ inputs }) => ['-c', 'printf "%s\\\\n" "$1"', '--', inputs.value], command: ['sh'] });
`;

const model = `from __future__ import annotations
"""A model."""
import json
import math
from dataclasses import dataclass


@dataclass
class Point:
    x: int


def same(value):
    return value


def describe(table: str, depth: int = 3, *, tags: list[str], name: str) -> dict:
    with open(table, encoding="utf-8") as rows:
        lines = rows.read().splitlines()
    return {"accuracy": depth / 10, "name": f"{{{name}}}", "lines": len(lines), "tags": tags, "x": Point(1).x}


async def save(values):
    with open("/tmp/saved.json", "w", encoding="utf-8") as out:
        json.dump(values, out)
    return "/tmp/saved.json"


def quiet():
    print("nothing to say")


def broken(x: float) -> float:
    return inner(x)


def inner(x):
    return math.sqrt(x)


def infinite():
    return float("inf")


if __name__ == "__main__":
    raise SystemExit("this is not a program")
`;

const pythonPart = (call: string, rest: string): string =>
  `component.python('${call}', { file: './model.py', call: '${call}', ${rest} })`;

const pipelines = {
  strings: `pipeline('strings', { list: ${JSON.stringify(submitted)} as string[] }, ({ list }) => { ${echoes} return {
    all: forEach(c.parse({ text: ${JSON.stringify(JSON.stringify(strings))} }), (text) => {
      const first = echo({ text: text as never });
      const second = copy({ text: first.written });
      return { direct: first.printed, second: second.text, function: c.say({ text: second.text }) };
    }),
    literal: copy({ text: ${JSON.stringify(literal)} }).text,
    input: forEach(list, (text) => echo({ text }).written),
  }; })`,
  values: `pipeline('values', {}, () => { ${echoes} return {
    all: forEach(c.parse({ text: ${JSON.stringify(JSON.stringify(values))} }), (given) => {
      const { value } = keep({ value: given });
      return { value, text: c.textOfJson({ value: value as never }), printed: say({ value }).value };
    }),
    list: keep({ value: forEach([1, 2], (x) => c.square({ x })) }).value,
    parts: keep({ value: [c.square({ x: 3 }), { deep: c.say({ text: '{{x}}' }) }] }).value,
  }; })`,
  types: `pipeline('types', { mode: oneOf(['fast', 'exact']) }, ({ mode }) => {
    interface Row { id: number; tags: string[] }
    const table = component.container('table', {
      image: 'alpine:3.22',
      inputs: { n: 2, flag: true, mode: oneOf(['fast', 'exact']), tags: ['a'], of: { k: '"' } },
      outputs: { rows: outputFile<'csv'>('/tmp/rows'), said: stdout(), count: output<number>('/tmp/count', { default: 7 }), none: output('/tmp/none', { default: 'nothing' }) },
      command: ['sh', '-c'],
      args: ({ inputs, outputs }) => ['seq "$1" > "$2"; echo "$3"', '--', inputs.n, outputs.rows, \`--x=\${inputs.n} \${inputs.flag} \${inputs.mode} \${inputs.tags} \${inputs.of} $\${inputs.n} $$ {{workflow.name}}\`],
    });
    const read = component.script('read', {
      image: 'python:3.13-slim', command: ['python3'],
      inputs: { rows: inputFile<'csv'>(), more: 0 },
      outputs: { sum: stdout<number>(), list: output<number[]>('/tmp/list'), row: output<{ id: number; tags: string[] }>('/tmp/row') },
      source: 'import json, os\\nrows = [int(line) for line in open(os.environ["IN_rows"])]\\njson.dump(rows, open(os.environ["OUT_list"], "w"))\\njson.dump({"id": 1, "tags": ["x"]}, open(os.environ["OUT_row"], "w"), indent=2)\\nprint(sum(rows) + int(os.environ["IN_more"]))',
    });
    const { rows, said, count, none } = table({ mode });
    const { sum, list, row } = read({ rows, more: count });
    const big = when([sum], (n) => n > 9, () => c.say({ text: 'big' })).otherwise(() => c.say({ text: 'small' }));
    return { said, count, none, sum, list, id: row.id, tags: c.join({ words: row.tags }), squares: forEach(list, (x) => c.square({ x })), text: c.readText({ file: rows }), big, more: expr([sum, count], (a, b) => a * b) };
  })`,
  python: `pipeline('python', {}, () => {
    const same = ${pythonPart('same', 'inputs: { value: input<unknown>() }, returns: input<unknown>()')};
    const describe = ${pythonPart('describe', "inputs: { table: inputFile(), depth: oneOf([3, 5, 7]), tags: ['a'], name: input<string>() }, returns: input<{ accuracy: number; name: string; tags: string[]; lines: number }>()")};
    const save = ${pythonPart('save', 'inputs: { values: input<number[]>() }, returns: inputFile<"json">()')};
    const quiet = ${pythonPart('quiet', '')};
    const list = component.container('list', { image: 'alpine:3.22', outputs: { table: outputFile('/tmp/table') }, args: ({ outputs }) => ['-c', 'seq 4 > "$1"', '--', outputs.table], command: ['sh'] });
    const { accuracy, name, tags, lines } = describe({ table: list().table, depth: 5, name: '{{x}}' });
    quiet();
    return {
      all: forEach(c.parse({ text: ${JSON.stringify(JSON.stringify([...values.slice(0, 15), ...nasty]))} }), (given) => ({ value: same({ value: same({ value: given }) }) })),
      accuracy, name, lines,
      words: forEach(tags, (tag) => c.say({ text: tag })),
      saved: c.readText({ file: save({ values: [1, 2] }) }),
    };
  })`,
  elsewhere: `pipeline('elsewhere', { url: input<string>() }, ({ url }) => {
    const head = component.script('head', { image: 'bash:5', command: ['sh'], inputs: { table: inputFile() }, outputs: { first: stdout() }, source: 'head -1 "$IN_table"' });
    const { first } = head({ table: file.http(url) });
    return {
      first,
      next: c.readText({ file: file.http(expr([url, first], (start, word) => start + '/' + word)) }),
      text: c.readText({ file: file.text('x\\ny $(HOME) é') }),
      braces: head({ table: file.http(expr([url], (start) => start + '/{' + '{workflow.name}}')) }).first,
    };
  })`,
  raising: `pipeline('raising', {}, () => {
    const broken = ${pythonPart('broken', 'inputs: { x: 1.5 }, returns: input<number>()')};
    const infinite = ${pythonPart('infinite', 'returns: input<number>()')};
    return { a: broken({ x: -1 }), b: infinite() };
  })`,
  broken: `pipeline('broken', {}, () => {
    const bad = component.container('bad', { image: 'alpine:3.22', outputs: { n: output<number>('/tmp/n') }, command: ['sh', '-c', 'echo many > /tmp/n'] });
    return { n: c.square({ x: bad().n }) };
  })`,
};

let project: PipelineProject;
beforeAll(async () => {
  project = await pipelineProject(pipelines, { 'model.py': model });
}, 60_000);
afterAll(() => project[Symbol.dispose]());

describe('texts and values through containers and scripts', () => {
  test('every string arrives as it is, and comes back', async () => {
    const { outputs, failures, workflow } = await project.run('strings');
    expect([...failures, workflow.status?.message]).toEqual([undefined]);
    expect(outputs).toEqual({
      all: strings.map((text) => ({ direct: text, second: text, function: text })),
      literal,
      input: submitted,
    });
  }, 60_000);

  test('every value arrives as JSON, and comes back', async () => {
    const { outputs, failures } = await project.run('values');
    expect(failures).toEqual([]);
    expect(outputs).toEqual({
      all: values.map((value) => ({
        value,
        text: JSON.stringify(value),
        printed:
          typeof value === 'string'
            ? value
            : expect.toSatisfy((text: string) => isDeepStrictEqual(JSON.parse(text), value)),
      })),
      list: [1, 4],
      parts: [9, { deep: '{{x}}' }],
    });
  }, 60_000);
});

test('inputs and outputs of all kinds', async () => {
  const { outputs, failures } = await project.run('types');
  expect(failures).toEqual([]);
  expect(outputs).toEqual({
    said: '--x=2 true fast ["a"] {"k":"\\""} $2 $ {{workflow.name}}',
    count: 7,
    none: 'nothing',
    sum: 10,
    list: [1, 2],
    id: 1,
    tags: 'x',
    squares: [1, 4],
    text: '1\n2\n',
    big: 'big',
    more: 70,
  });
}, 60_000);

test('functions of a Python file get and give every value', async () => {
  const { outputs, failures } = await project.run('python');
  expect(failures).toEqual([]);
  expect(outputs).toEqual({
    all: [...values.slice(0, 15), ...nasty].map((value) => ({ value })),
    accuracy: 0.5,
    name: '{{{x}}}',
    lines: 4,
    words: ['a'],
    saved: '[1, 2]',
  });
}, 120_000);

test('files from elsewhere', async () => {
  const server = createServer((request, response) => response.end(`said${request.url}\nmore`));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  try {
    const { outputs, failures } = await project.run('elsewhere', { url });
    expect(failures).toEqual([]);
    expect(outputs).toEqual({
      first: 'said/',
      next: 'said/said/\nmore',
      text: 'x\ny $(HOME) é',
      braces: 'said/%7B%7Bworkflow.name%7D%7D',
    });
  } finally {
    server.close();
  }
}, 60_000);

test('an exception in Python shows its line in the file', async () => {
  const { failures } = await project.run('raising');
  const lines = model.split('\n');
  const said = failures.join('\n');
  expect(said).toContain(`File "model.py", line ${lines.indexOf('    return math.sqrt(x)') + 1}, in inner`);
  expect(said).toContain('return math.sqrt(x)');
  expect(said).toContain('PIPELINE_FUNCTION_FAILED: broken of model.py raised ValueError: math domain error');
  expect(said).toContain('PIPELINE_OUTPUT_NOT_JSON: infinite of model.py');
  expect(said).not.toContain('<string>');
}, 60_000);

test('an output that is not JSON is an error where it is read', async () => {
  const { failures } = await project.run('broken');
  expect(failures.join()).toContain('PIPELINE_INPUT_NOT_JSON');
}, 60_000);
