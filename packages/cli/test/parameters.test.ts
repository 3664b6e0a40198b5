import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from './project-folder.ts';
import { runTiphys } from './run-tiphys.ts';
import type { TemporaryFolder } from './temporary-folder.ts';

const components = `export function echo(value: unknown): unknown {
  return value;
}
export function say(text: string): string {
  return text;
}
export function join(list: string[]): string {
  return list.join('|');
}
`;

const inputs = `import { input, pipeline } from '@tiphys/pipeline';
import { echo, join, say } from './components.generated.ts';

export default pipeline(
  'inputs',
  { n: 1, t: 'a', l: ['b'], config: { name: 'x', size: 1 } },
  ({ n, t, l, config }) => ({
    n: echo({ value: n }),
    t: say({ text: t }),
    l: join({ list: l }),
    config: echo({ value: config }),
    name: say({ text: config.name }),
  }),
);

export const required = pipeline(
  'required',
  { who: input<string>({ description: 'Who is greeted' }), many: input<string[]>() },
  ({ who, many }) => ({ who: say({ text: who }), many: join({ list: many }) }),
);
`;

const bare = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: bare- }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: who }, { name: constructor, value: c }] }
  templates:
    - name: main
      container: { image: alpine, command: [echo, '{{workflow.parameters.who}}'] }
`;

describe('parameters of a run', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await projectFolder({
      'components.ts': components,
      'inputs.ts': inputs,
      'bare.yaml': bare,
      'big.yaml': 'n: 12345678901234567890\n',
    });
  });
  afterAll(() => folder[Symbol.dispose]());
  const tiphys = (...words: readonly string[]) => runTiphys(words, { cwd: folder.path });

  test.for([
    {
      given: ['-p', 'n=12345678901234567890'],
      code: 'PIPELINE_INPUT_INEXACT',
      says: ['12345678901234567000'],
    },
    { given: ['-f', 'big.yaml'], code: 'PIPELINE_INPUT_INEXACT', says: ['12345678901234567890'] },
    { given: ['-p', 'n='], code: 'PIPELINE_INPUT_NOT_JSON', says: ['takes a number, not an empty string'] },
    {
      given: ['-p', 'config={"name":1,"size":1}'],
      code: 'PIPELINE_INPUT_INVALID',
      says: ['config.name must be a string'],
    },
    {
      given: ['-p', 'config={"nmae":"x","size":1}'],
      code: 'PIPELINE_INPUT_INVALID',
      says: ['config needs the field "name"'],
    },
    {
      given: ['-p', 'config={"name":"x","size":1,"sise":2}'],
      code: 'PIPELINE_INPUT_INVALID',
      says: ['Did you mean "size"?'],
    },
    { given: ['-p', 'n=1', '-p', 'n=2'], code: 'CLI_DUPLICATE_PARAMETER', says: ['-p n=1 and -p n=2'] },
    { given: ['-p', 'confg=1'], code: 'CLI_UNKNOWN_PARAMETER', says: ['Did you mean config?'] },
    {
      given: ['--export', 'required'],
      code: 'CLI_MISSING_PARAMETER',
      says: ['who (string): Who is greeted', 'many (array)', '-p who=VALUE -p many=VALUE'],
    },
    {
      given: ['--export', 'required', '-p', 'who=a'],
      code: 'CLI_MISSING_PARAMETER',
      says: ['A parameter has no value', '-p many=VALUE'],
    },
  ])('run rejects $given with $code before anything starts', async ({ given, code, says }) => {
    const { err, ...result } = await tiphys('run', 'inputs.ts', ...given);
    expect(result).toEqual({ code: 2, out: '' });
    expect(err).toContain(code);
    for (const part of says) expect(err).toContain(part);
    expect(existsSync(path.join(folder.path, '.tiphys'))).toBe(false);
  });

  test('a workflow in YAML needs its values before it starts, too', async () => {
    const { code, err } = await tiphys('run', 'bare.yaml');
    expect(code).toBe(2);
    expect(err).toContain('CLI_MISSING_PARAMETER');
    expect(err).toContain('-p who=VALUE');
    expect(existsSync(path.join(folder.path, '.tiphys'))).toBe(false);
  });

  test('tags in values reach functions unchanged, in strings and inside JSON', async () => {
    const tag = '{{workflow.name}}';
    const given = [
      '-p',
      `t=${tag}`,
      '-p',
      `l=["${tag}","{{{=1+1}}}"]`,
      '-p',
      `config={"name":"${tag}","size":2}`,
    ];
    const { out, code } = await tiphys('run', 'inputs.ts', ...given, '--store', 'tags');
    expect(code).toBe(0);
    expect(out).toContain(`t       ${tag}\n`);
    expect(out).toContain(`l       ${tag}|{{{=1+1}}}\n`);
    expect(out).toContain(`config  {"name":"${tag}","size":2}\n`);
    expect(out).toContain(`name    ${tag}\n`);
  });

  test('tags in JSON are unchanged when the manifest gets another value, as with argo submit', async () => {
    await tiphys('compile', 'inputs.ts', '-o', 'inputs.yaml');
    const { out, code } = await tiphys(
      'run',
      'inputs.yaml',
      '-p',
      'l=["{{workflow.name}}"]',
      '--store',
      'raw',
    );
    expect(code).toBe(0);
    expect(out).toContain('l       "\\u007b\\u007bworkflow.name}}"\n');
  });
});

const fanIn = `import { forEach, pipeline } from '@tiphys/pipeline';
import { chunk, ids, size } from './components.generated.ts';

export default pipeline('fan-in', { n: 40, kib: 8 }, ({ n, kib }) => ({
  size: size({ parts: forEach(ids({ n }), (i) => chunk({ i, kib })) }),
}));
`;

const chunks = `export function ids(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index);
}
export function chunk(i: number, kib: number): string {
  let text = '';
  for (let x = i + 1; text.length < kib * 1024; x = (x * 48271) % 2147483647) text += x.toString(36);
  return text;
}
export function size(parts: string[]): number {
  return parts.join('').length;
}
`;

test.for([
  { kib: 5, warns: false },
  { kib: 8, warns: true },
])(
  'a fan-in of 40 outputs of $kib KiB fails as in a cluster, with the reason: $warns',
  async ({ kib, warns }) => {
    using folder = await projectFolder({ 'components.ts': chunks, 'pipeline.ts': fanIn });
    const { code, out, err } = await runTiphys(['run', 'pipeline.ts', '-p', `kib=${kib}`], {
      cwd: folder.path,
    });
    expect(code).toBe(warns ? 1 : 0);
    expect(
      /workflow is longer than maximum allowed size\. compressed size \d+ > maxSize 1048576/.test(out),
    ).toBe(warns);
    expect(
      /warning: The compressed status of this workflow takes \d+ KiB; Argo stores at most 1024 KiB/.test(err),
    ).toBe(warns);
    expect(err.includes('Large<T>')).toBe(warns);
    expect(/fan-in-\w+\.each-chunk: inputs \d+ KiB, outputs 3\d\d KiB/.test(err)).toBe(warns);
  },
);
