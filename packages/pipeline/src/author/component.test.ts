import { describe, expect, test } from 'vitest';
import { compile } from '../../test/compile.ts';
import { describeComponent, notify, square, total } from '../../test/components.ts';
import { type Arg, component, forEach, gt, type Output, pipeline, when } from '../index.ts';

const read = component<Record<never, never>, number[]>(
  describeComponent('read', {}, {}, { output: { route: 'large', schema: {}, list: false } }),
);
const write = component<Record<never, never>, string>(
  describeComponent('write', {}, {}, { output: { route: 'file', schema: {}, list: false } }),
);
const parse = component<{ readonly table: Arg<string> }, number>(
  describeComponent(
    'parse',
    {},
    {},
    { inputs: [{ name: 'table', optional: false, route: 'file', schema: {} }] },
  ),
);

describe('values that are passed as files', () => {
  test.for<{ code: string; title: string; given: () => unknown; want: RegExp }>([
    {
      code: 'PIPELINE_LARGE_RESULT',
      title: 'a loop that returns files',
      given: () => forEach([1], () => read()),
      want: /"read".*does not collect the files of a loop/,
    },
    {
      code: 'PIPELINE_LARGE_RESULT',
      title: 'branches that return a file and a value',
      given: () => when(gt(square({ x: 1 }), 1), () => read()).otherwise(() => square({ x: 1 })),
      want: /"read" is passed as a file, but another body returns a value of another kind/,
    },
    {
      code: 'PIPELINE_LARGE_IN_EXPRESSION',
      title: 'a field of a value that is passed as a file',
      given: () => total({ values: (read() as unknown as { values: Output<number[]> }).values }),
      want: /"read" is passed as a file/,
    },
    {
      code: 'PIPELINE_FILE_AS_VALUE',
      title: 'a file for a value',
      given: () => notify({ text: write() }),
      want: /"write" returns a file.*InputFile/,
    },
    {
      code: 'PIPELINE_FILE_AS_VALUE',
      title: 'a value for a file',
      given: () => parse({ table: square({ x: 1 }) as unknown as Output<string> }),
      want: /"table" of parse is a file/,
    },
    {
      code: 'PIPELINE_FILE_AS_VALUE',
      title: 'a path of this machine for a file',
      given: () => parse({ table: '/tmp/x' }),
      want: /a local path/,
    },
    {
      code: 'PIPELINE_TOO_LARGE',
      title: 'values that no object holds',
      given: () => notify({ text: 'x'.repeat(1_100_000) }),
      want: /main 1075 KiB/,
    },
  ])('$title is $code', async ({ code, given, want }) => {
    const wrong = pipeline('wrong', {}, given as () => undefined);
    const location = expect.objectContaining({ file: import.meta.filename });
    const error = { code, message: expect.stringMatching(want), location };
    await expect(compile(wrong)).rejects.toThrow(expect.objectContaining(error));
  });
});
