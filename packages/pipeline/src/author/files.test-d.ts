import { describe, expectTypeOf, test } from 'vitest';
import { notify, total } from '../../test/components.ts';
import {
  type Arg,
  type Component,
  expr,
  type FileRef,
  forEach,
  type InputFile,
  type Large,
  type Output,
  type OutputFile,
  type Pipeline,
  pipeline,
  type SecretKey,
  type SecretText,
} from '../index.ts';

declare const save: Component<{ values: number[] }, OutputFile<'csv'>>;
declare const write: Component<Record<never, never>, OutputFile>;
declare const countLines: Component<{ table: InputFile }, number>;
declare const countRows: Component<{ table: InputFile<'csv'> }, number>;
declare const countIfThere: Component<{ table?: InputFile }, number>;
declare const merge: Component<{ pages: InputFile<'page'>[] }, OutputFile<'book'>>;
declare const render: Component<{ page: number }, OutputFile<'page'>>;
declare const train: Component<
  { table: InputFile<'csv'>; rate: number },
  { model: OutputFile<'model'>; score: number; log: Large<string[]>; plot?: OutputFile<'png'> }
>;
declare const publish: Component<{ report: string; token: SecretText }, string>;
declare const token: SecretKey;
declare const numbers: Output<number[]>;

interface Model {
  readonly model: FileRef<'model'>;
  readonly score: number;
  readonly log: Large<string[]>;
  readonly plot?: FileRef<'png'>;
}

describe('files in pipelines', () => {
  test('are references of their kind', () => {
    expectTypeOf(save({ values: [1] })).toEqualTypeOf<Output<FileRef<'csv'>>>();
    expectTypeOf(write()).toEqualTypeOf<Output<FileRef>>();
    countRows({ table: save({ values: [1] }) });
    countLines({ table: save({ values: [1] }) });
    countIfThere({});
    countIfThere({ table: write() });
    expectTypeOf(pipeline('p', {}, () => ({ table: write() }))).toExtend<
      Pipeline<object, { readonly table: FileRef }>
    >();
  });

  test('are outputs beside values', () => {
    const made = train({ table: save({ values: [1] }), rate: 0.1 });
    expectTypeOf(made).toEqualTypeOf<Output<Model>>();
    expectTypeOf(made.model).toEqualTypeOf<Output<FileRef<'model'>>>();
    expectTypeOf(made.score).toEqualTypeOf<Output<number>>();
    expectTypeOf(made.log).toEqualTypeOf<Output<Large<string[]>>>();
    countIfThere({ table: made.plot });
  });

  test('are lists out of loops, and lists of files of different tasks', () => {
    const pages = forEach(numbers, (page) => render({ page }));
    expectTypeOf(pages).toEqualTypeOf<Output<FileRef<'page'>[]>>();
    expectTypeOf(merge({ pages })).toEqualTypeOf<Output<FileRef<'book'>>>();
    merge({ pages: [render({ page: 1 }), render({ page: 2 })] });
  });

  test('are not values', () => {
    // @ts-expect-error Type 'Output<FileRef<"csv">>' is not assignable to type 'Arg<string>'.
    notify({ text: save({ values: [1] }) });
    // @ts-expect-error Type 'string' is not assignable to type 'OutputHandle<FileRef<string>>'.
    countLines({ table: '/etc/passwd' });
    // @ts-expect-error Type 'OutputHandle<string>' is not assignable to type 'OutputHandle<FileRef<string>>'.
    countLines({ table: expr([numbers], (list) => list.join()) });
    // @ts-expect-error Type 'Output<FileRef<"csv">>' is not assignable to type 'Arg<number[]>'.
    total({ values: save({ values: [1] }) });
    // @ts-expect-error Property 'length' does not exist on type 'FileRef<"csv">'.
    expr([save({ values: [1] })], (file) => file.length);
    // @ts-expect-error Property 'length' does not exist on type 'Output<FileRef<string>>'.
    notify({ text: write().length });
  });

  test('have a kind', () => {
    // @ts-expect-error Type 'Output<FileRef<"page">>' is not assignable to type 'OutputHandle<FileRef<"csv">>'.
    countRows({ table: render({ page: 1 }) });
    // @ts-expect-error Type 'Output<FileRef<string>>' is not assignable to type 'OutputHandle<FileRef<"csv">>'.
    countRows({ table: write() });
    // @ts-expect-error Type 'Output<FileRef<"png"> | undefined>' is not assignable to type 'OutputHandle<FileRef<string>>'.
    countLines({ table: train({ table: save({ values: [1] }), rate: 1 }).plot });
    // @ts-expect-error Type 'Output<FileRef<"csv">>' is not assignable to type 'OutputHandle<FileRef<"page">>'.
    merge({ pages: [render({ page: 1 }), save({ values: [1] })] });
    // @ts-expect-error Type 'OutputHandle<FileRef<"csv">[]>' is not assignable to type 'ListOfFiles<"page">'.
    merge({ pages: forEach(numbers, (x) => save({ values: [x] })) });
    // @ts-expect-error Type 'Output<FileRef<"page">>' is not assignable to type 'ListOfFiles<"page">'.
    merge({ pages: render({ page: 1 }) });
    // @ts-expect-error Type 'string' is not assignable to type 'OutputHandle<FileRef<"page">>'.
    merge({ pages: ['/tmp/a'] });
  });
});

describe('texts from Secrets', () => {
  test('are keys of Secrets in pipelines', () => {
    publish({ report: 'all well', token });
    // @ts-expect-error Type 'string' is not assignable to type 'SecretKey'.
    publish({ report: 'all well', token: 'abc' });
    // @ts-expect-error Type 'SecretKey' is not assignable to type 'Arg<string>'.
    publish({ report: token, token });
  });
});

test('an argument stays what it was for other types', () => {
  expectTypeOf<Parameters<typeof total>[0]>().toEqualTypeOf<{ readonly values: Arg<number[]> }>();
});
