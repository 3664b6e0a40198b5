import { expect, test } from 'vitest';
import { compile, compileTemplates, tasksOf } from '../../../test/compile.ts';
import { square, total } from '../../../test/components.ts';
import { forEach, type Output, pipeline } from '../../index.ts';

test('a list with outputs in it waits for them, each once', async () => {
  const templates = await compileTemplates(
    pipeline('parts', {}, () => {
      const one = square({ x: 1 });
      total({ values: [one, square({ x: 2 }), 3, one] });
    }),
  );
  const { total: task } = tasksOf(templates.main);
  expect(task).toMatch(/toJson\(\[.*square.*square-2.*, 3, .*square.*\]\)/);
  expect(task).toMatch(/square\.Succeeded && square-2\.Succeeded/);
});

test('an output of a loop cannot be used in a list outside of it', async () => {
  const wrong = pipeline('wrong', {}, () => {
    let inside: Output<number> | undefined;
    forEach([1], (x) => {
      inside = square({ x });
      return inside;
    });
    total({ values: [1, inside ?? 2] });
  });
  await expect(compile(wrong)).rejects.toThrow(expect.objectContaining({ code: 'PIPELINE_OUT_OF_SCOPE' }));
});

test('a list that contains itself is refused', async () => {
  const around: unknown[] = [1];
  around.push(around);
  const wrong = pipeline('wrong', {}, () => {
    total({ values: around as number[] });
  });
  await expect(compile(wrong)).rejects.toThrow(/circular|itself/i);
});

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

test.for<{ title: string; part: unknown; want: string }>([
  { title: 'a date', part: new Date(0), want: 'under "0" is an instance of Date' },
  { title: 'a map', part: new Map([[1, 2]]), want: 'an instance of Map' },
  { title: 'a set', part: new Set([1]), want: 'an instance of Set' },
  { title: 'a promise', part: Promise.resolve(1), want: 'an instance of Promise' },
  { title: 'a typed array', part: new Uint8Array(1), want: 'an instance of Uint8Array' },
  {
    title: 'a date deep inside',
    part: { a: [{ at: new Date(0) }] },
    want: 'under "at" is an instance of Date',
  },
  { title: 'undefined', part: undefined, want: 'under "0" is undefined' },
  { title: 'NaN', part: Number.NaN, want: 'is NaN' },
  { title: 'a bigint', part: 1n, want: 'is a bigint' },
  { title: 'a function', part: () => 1, want: 'is a function' },
  { title: 'half a character', part: '\ud800', want: 'is a string with half a surrogate pair' },
  {
    title: 'an object that contains itself',
    part: cyclic,
    want: 'under "self" is an object that contains itself',
  },
])('refuses $title beside an output', async ({ part, want }) => {
  const wrong = pipeline('wrong', {}, () => {
    total({ values: [part, square({ x: 1 })] as Output<number>[] });
  });
  await expect(compile(wrong)).rejects.toThrow(
    expect.objectContaining({ code: 'PIPELINE_UNSUPPORTED_VALUE', message: expect.stringContaining(want) }),
  );
});

test('refuses a hole beside an output', async () => {
  const wrong = pipeline('wrong', {}, () => {
    const values: unknown[] = [];
    values[1] = square({ x: 1 });
    total({ values: values as Output<number>[] });
  });
  await expect(compile(wrong)).rejects.toThrow(/under "0" is undefined/);
});
