import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { remoteProject } from './remote-project.ts';
import { runTiphys } from './run-tiphys.ts';
import type { TemporaryFolder } from './temporary-folder.ts';

const components = `import { readFileSync } from 'node:fs';
import type { InputFile } from '@tiphys/pipeline';
export function length(text: string): number { return text.length; }
export function read(file: InputFile): string { return readFileSync(file, 'utf8'); }
`;

const templates = `import { fromTemplate } from '@tiphys/pipeline/templates';
import { artifact, container, dag, declareTemplate, parameter, templateRef } from '@tiphys/workflow';

const mark = parameter({ enum: ['!', '?'], default: '!' });
const outputs = { loud: parameter({ valueFrom: { path: '/tmp/loud' } }), file: artifact({ path: '/tmp/loud' }) };
const shoutTemplate = container('shout', { inputs: { text: parameter(), mark }, outputs }, ({ inputs }) => ({
  image: 'alpine',
  command: ['sh', '-c', 'printf %s "$0$1" | tr a-z A-Z | tee /tmp/loud', inputs.text, inputs.mark],
}));
export const shout = fromTemplate(shoutTemplate);
export const twice = fromTemplate(
  dag('twice', { inputs: { text: parameter() } }, (d) => {
    const a = d.task('a', shoutTemplate, { text: d.inputs.text });
    return { both: d.task('b', shoutTemplate, { text: a.outputs.loud, mark: '?' }).outputs.loud };
  }),
);
export const size = fromTemplate(
  container('main', { inputs: { in: artifact({ path: '/tmp/in' }) } }, ({ inputs }) => ({
    image: 'alpine',
    command: ['sh', '-c', 'wc -c < ' + inputs.in.path],
  })),
);
export const far = fromTemplate(
  templateRef({ name: 'greetings' }, declareTemplate('say-hello', { inputs: { who: parameter() }, outputs: { text: parameter() } })),
);
const other = container('shout', {}, () => ({ image: 'alpine', command: ['true'] }));
export const another = fromTemplate(other);
`;

const mixed = `import { forEach, pipeline, when } from '@tiphys/pipeline';
import { length, read } from './components.generated.ts';
import { shout, size, twice } from './templates.ts';

export default pipeline('mixed', { word: 'hey' }, ({ word }) => {
  const one = shout({ text: word });
  const all = forEach(['a', 'b'], (w) => shout({ text: w, mark: '?' }).loud);
  when([one.loud], (text) => text === 'HEY!', () => shout({ text: one.result }));
  return {
    both: twice({ text: one.loud }).both,
    bytes: size({ in: one.file }).result,
    read: read({ file: one.file }),
    length: length({ text: one.loud }),
    all,
  };
});
// @ts-expect-error not one of the choices
export const w1 = () => shout({ text: 'a', mark: 'x' });
// @ts-expect-error a missing argument
export const w2 = () => shout({});
// @ts-expect-error text where a file is wanted
export const w3 = () => size({ in: 'x' });
// @ts-expect-error an unknown output
export const w4 = () => shout({ text: 'a' }).nope;
// @ts-expect-error an unknown argument
export const w5 = () => shout({ text: 'a', txt: 'a' });
`;

const greetings = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: greetings }
spec:
  templates:
    - name: say-hello
      inputs: { parameters: [{ name: who }] }
      outputs: { parameters: [{ name: text, valueFrom: { path: /tmp/text } }] }
      container: { image: alpine, command: [sh, -c, 'printf "hello %s" "$0" > /tmp/text', '{{inputs.parameters.who}}'] }
`;

const body = (code: string): string => `import { pipeline } from '@tiphys/pipeline';
import { another, far, shout } from './templates.ts';
export default pipeline('p', {}, () => { ${code} });
`;

describe('components of templates from builders', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await remoteProject({
      'components.ts': components,
      'templates.ts': templates,
      'mixed.ts': mixed,
      'far.ts': body("return { text: far({ who: 'Ann' }).text };"),
      'clash.ts': body("shout({ text: 'a' }); another();"),
      'options.ts': body("shout.with({ image: 'x' })({ text: 'a' });"),
      'held.yaml': greetings,
    });
  });
  afterAll(() => folder[Symbol.dispose]());
  const tiphys = (...words: readonly string[]) => runTiphys(words, { cwd: folder.path });

  test('type-check, reject errors, and are in the manifest next to those of functions', async () => {
    const tsc = path.join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
    const checked = spawnSync(process.execPath, [tsc, '-p', folder.path, '--pretty', 'false'], {
      encoding: 'utf8',
    });
    expect(checked.stdout).toBe('');
    const { code } = await tiphys('compile', 'mixed.ts', '-o', 'mixed.yaml');
    expect(code).toBe(0);
    expect(await tiphys('lint', 'mixed.yaml')).toMatchObject({ code: 0, out: 'No issues in 1 file\n' });
  });

  test('run with functions, in loops and branches, and pass files on', async () => {
    const { out } = await tiphys('run', 'mixed.ts');
    expect(printedOutputs(out)).toEqual({
      both: 'HEY!!?',
      bytes: '4',
      read: 'HEY!',
      length: '4',
      all: '["A?","B?"]',
    });
  });

  test('stay in the other object that they are from', async () => {
    expect(await tiphys('run', 'far.ts')).toMatchObject({
      code: 2,
      err: expect.stringContaining('CLI_TEMPLATE_MISSING') as string,
    });
    const { out } = await tiphys('run', 'far.ts', '--with', 'held.yaml');
    expect(printedOutputs(out)).toEqual({ text: 'hello Ann' });
  });

  test.for([
    { file: 'clash.ts', code: 'PIPELINE_DUPLICATE_NAME' },
    { file: 'options.ts', code: 'PIPELINE_INVALID_OPTION' },
  ])('$file is $code', async ({ file, code }) => {
    expect(await tiphys('compile', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining(code) as string,
    });
  });
});

function printedOutputs(printed: string): Readonly<Record<string, string>> {
  const [, list = ''] = /\nOutputs\n((?: {2}.*\n)+)/.exec(printed) ?? [];
  return Object.fromEntries([...list.matchAll(/^ {2}(\S+) +(.*)$/gm)].map(([, name, text]) => [name, text]));
}
