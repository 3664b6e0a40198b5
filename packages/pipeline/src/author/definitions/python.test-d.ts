import { expectTypeOf, test } from 'vitest';
import { component, type FileRef, input, inputFile, type NoOutput, type Output, oneOf } from '../../index.ts';

test('functions in Python', () => {
  const fit = component.python('fit', {
    file: './model.py',
    call: 'fit',
    inputs: { table: inputFile<'csv'>(), depth: oneOf([3, 5, 7]) },
    returns: input<{ accuracy: number }>(),
  });
  const save = component.python('save', { file: './model.py', call: 'save', returns: inputFile<'model'>() });
  const quiet = component.python('quiet', { file: './model.py', call: 'quiet' });
  const report = component.notebook('report', { file: './report.ipynb', inputs: { title: 'Report' } });
  const table = component.python('table', { file: './model.py', call: 'table', returns: inputFile<'csv'>() });
  expectTypeOf(fit({ table: table() }).accuracy).toEqualTypeOf<Output<number>>();
  expectTypeOf(save()).toEqualTypeOf<Output<FileRef<'model'>>>();
  expectTypeOf(quiet()).toEqualTypeOf<NoOutput>();
  expectTypeOf(report({ title: 'x' })).toEqualTypeOf<Output<FileRef<'notebook'>>>();
  fit({ table: table(), depth: 5 }, { retry: 2 });
  // @ts-expect-error not one of the choices
  fit({ table: table(), depth: 4 });
  // @ts-expect-error a model is not a table
  fit({ table: save() });
  // @ts-expect-error the table is missing
  fit({ depth: 3 });
  // @ts-expect-error there is no such field
  fit({ table: table() }).accurracy;
  // @ts-expect-error a function is named
  component.python('x', { file: './model.py' });
  // @ts-expect-error there is no such option
  component.python('x', { file: './model.py', call: 'x', packages: [] });
  // @ts-expect-error a notebook has no function
  component.notebook('x', { file: './x.ipynb', call: 'x' });
});
