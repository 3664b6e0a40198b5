import { expect, test } from 'vitest';
import { compile, compileTemplates, tasksOf } from '../../test/compile.ts';
import { square, total } from '../../test/components.ts';
import { forEach, type Output, pipeline } from '../index.ts';

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

test('a list that holds itself is told, not followed', async () => {
  const around: unknown[] = [1];
  around.push(around);
  const wrong = pipeline('wrong', {}, () => {
    total({ values: around as number[] });
  });
  await expect(compile(wrong)).rejects.toThrow(/circular|itself/i);
});
