import { describe, expect, test } from 'vitest';
import { compile } from '../../test/compile.ts';
import { describeComponent, notify, square, total } from '../../test/components.ts';
import {
  component,
  expr,
  type FileRef,
  forEach,
  gt,
  type InputFile,
  type Output,
  type OutputFile,
  pipeline,
  when,
} from '../index.ts';

const read = component<Record<never, never>, number[]>(
  describeComponent('read', {}, {}, { output: { route: 'large', schema: {}, list: false } }),
);
const write = component<Record<never, never>, OutputFile>(
  describeComponent('write', {}, {}, { output: { route: 'file', schema: {}, list: false } }),
);
const parse = component<{ table: InputFile }, number>(
  describeComponent(
    'parse',
    {},
    {},
    { inputs: [{ name: 'table', optional: false, route: 'file', schema: {} }] },
  ),
);

const merge = component<{ pages: InputFile[] }, number>(
  describeComponent(
    'merge',
    {},
    {},
    {
      inputs: [
        {
          name: 'pages',
          optional: false,
          route: 'file',
          list: true,
          schema: { type: 'array', items: { type: 'string' } },
        },
      ],
    },
  ),
);

describe('values that are passed as files', () => {
  test.for<{ code: string; title: string; given: () => unknown; want: RegExp }>([
    {
      code: 'PIPELINE_LARGE_RESULT',
      title: 'a loop that returns large values',
      given: () => forEach([1], () => read()),
      want: /returns the output of "read", which the loop cannot collect: it is a large value/,
    },
    {
      code: 'PIPELINE_LARGE_RESULT',
      title: 'branches that return a file and a value',
      given: () => when(gt(square({ x: 1 }), 1), () => read()).otherwise(() => square({ x: 1 })),
      want: /"read" is passed as a file, but another body returns a value of another kind/,
    },
    {
      code: 'PIPELINE_LARGE_RESULT',
      title: 'a loop that returns files in objects',
      given: () => forEach([1], () => ({ file: write(), n: square({ x: 1 }) })),
      want: /returns the output of "write", which the loop cannot collect: it is inside an object/,
    },
    {
      code: 'PIPELINE_LARGE_RESULT',
      title: 'a loop that returns a file from outside',
      given: () => {
        const file = write();
        forEach([1], (x) => {
          square({ x });
          return file;
        });
      },
      want: /returns the output of "write".*not made in its body/,
    },
    {
      code: 'PIPELINE_LARGE_RESULT',
      title: 'a loop that returns lists of files',
      given: () => forEach([1], () => forEach([2], () => write())),
      want: /returns the output of "each-write".*a list of files/,
    },
    {
      code: 'PIPELINE_LARGE_RESULT',
      title: 'a pipeline that returns a list of files',
      given: () => ({ files: forEach([2], () => write()) }),
      want: /returns a list of files, but a workflow can only return single files/,
    },
    {
      code: 'PIPELINE_FILE_AS_VALUE',
      title: 'a loop over files',
      given: () =>
        forEach(
          forEach([2], () => write()),
          () => square({ x: 1 }),
        ),
      want: /cannot iterate over files/,
    },
    {
      code: 'PIPELINE_ARGUMENT_MISMATCH',
      title: 'a list of files for one file',
      given: () => parse({ table: forEach([2], () => write()) as unknown as Output<FileRef> }),
      want: /takes one file, but "each-write" is a list of files/,
    },
    {
      code: 'PIPELINE_ARGUMENT_MISMATCH',
      title: 'one file for a list of files',
      given: () => merge({ pages: write() as unknown as Output<FileRef[]> }),
      want: /takes a list of files, but "write" is one file. Pass a list: \[write\]/,
    },
    {
      code: 'PIPELINE_FILE_AS_VALUE',
      title: 'a path in a list of files',
      given: () => merge({ pages: [write(), '/tmp/x' as unknown as Output<FileRef>] }),
      want: /"pages\[1\]" of merge is a file, and a local path/,
    },
    {
      code: 'PIPELINE_LARGE_IN_EXPRESSION',
      title: 'a list of files in an expression',
      given: () => ({
        n: expr([forEach([2], () => write())], (files) => (files as unknown as string[]).length),
      }),
      want: /"each-write" is passed as a file/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'a way to store a file of a function that returns none',
      given: () => square({ x: 1 }, { files: { archive: 'tar' } as never }),
      want: /square returns no file/,
    },
    {
      code: 'PIPELINE_UNKNOWN_OPTION',
      title: 'an option that files do not have',
      given: () => write({}, { files: { zip: true } as never }),
      want: /"zip"/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'an archive that Argo does not have',
      given: () => write({}, { files: { archive: 'rar' as never } }),
      want: /'none', 'tar', 'zip'/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'one key for the files of a loop',
      given: () =>
        forEach([1], () => {
          write({}, { files: { key: 'a.csv' } });
        }),
      want: /write is in a loop, whose iterations would all write the file with the same "key"/,
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
      given: () => notify({ text: write() as unknown as Output<string> }),
      want: /"write" returns a file.*InputFile/,
    },
    {
      code: 'PIPELINE_FILE_AS_VALUE',
      title: 'a value for a file',
      given: () => parse({ table: square({ x: 1 }) as unknown as Output<FileRef> }),
      want: /"table" of parse is a file/,
    },
    {
      code: 'PIPELINE_FILE_AS_VALUE',
      title: 'a path of this machine for a file',
      given: () => parse({ table: '/tmp/x' as unknown as Output<FileRef> }),
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
