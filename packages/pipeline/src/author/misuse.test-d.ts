import { describe, test } from 'vitest';
import { add, draw, notify, scale, square, total } from '../../test/components.ts';
import {
  type Component,
  type ConfigKey,
  config,
  eq,
  expr,
  type FileRef,
  forEach,
  type InputFile,
  type Large,
  type Output,
  type OutputFile,
  pipeline,
  type SecretText,
  secret,
  when,
} from '../index.ts';

declare const save: Component<{ values: number[] }, OutputFile<'csv'>>;
declare const countLines: Component<{ table: InputFile }, number>;
declare const merge: Component<{ pages: InputFile<'page'>[]; title?: string }, OutputFile<'book'>>;
declare const render: Component<{ page: number }, OutputFile<'page'>>;
declare const measure: Component<{ words: Large<string[]> }, number>;
declare const train: Component<
  { table: InputFile<'csv'>; rate: number },
  { model: OutputFile<'model'>; score: number; log: Large<string[]>; plot?: OutputFile<'png'> }
>;
declare const useModel: Component<{ model: InputFile<'model'>; plot?: InputFile<'png'> }, string>;
declare const publish: Component<{ report: string; token: SecretText; user?: SecretText }, string>;
declare const numbers: Output<number[]>;
declare const flag: Output<boolean>;
declare const key: ConfigKey;

const made = train({ table: save({ values: [1] }), rate: 1 });
const { token } = secret('api', ['token']);

describe('misuse of several outputs', () => {
  test('as one value', () => {
    // @ts-expect-error is not assignable to type 'Arg<string>'.
    notify({ text: made });
    // @ts-expect-error is not assignable to type 'Arg<number>'.
    square({ x: made });
    // @ts-expect-error is not assignable to type 'OutputHandle<FileRef<"model">>'.
    useModel({ model: made });
    // @ts-expect-error Argument of type
    forEach(made, (one) => square({ x: one }));
  });

  test('under names that do not exist, or with other types', () => {
    // @ts-expect-error Property 'models' does not exist on type
    useModel({ model: made.models });
    // @ts-expect-error Property 'accuracy' does not exist on type
    square({ x: made.accuracy });
    // @ts-expect-error Type 'Output<FileRef<"model">>' is not assignable to type 'Arg<number>'.
    square({ x: made.model });
    // @ts-expect-error Type 'OutputHandle<number>' is not assignable to type 'OutputHandle<FileRef<"model">>'.
    useModel({ model: made.score });
    // @ts-expect-error Type 'OutputHandle<Large<string[]>>' is not assignable to type 'OutputHandle<FileRef<"model">>'.
    useModel({ model: made.log });
    // @ts-expect-error Type 'Output<FileRef<"png"> | undefined>' is not assignable to type 'OutputHandle<FileRef<"model">>'.
    useModel({ model: made.plot });
    // @ts-expect-error Type 'Output<FileRef<"model">>' is not assignable to type 'OutputHandle<FileRef<"png"> | undefined>'.
    useModel({ model: made.model, plot: made.model });
    // @ts-expect-error Type 'OutputHandle<Large<string[]>>' is not assignable to type 'Arg<number[]>'.
    total({ values: made.log });
    // @ts-expect-error Type 'OutputHandle<number>' is not assignable to type 'Arg<Large<string[]>>'.
    measure({ words: made.score });
    // @ts-expect-error Property 'size' does not exist on type 'Output<FileRef<"model">>'.
    square({ x: made.model.size });
  });

  test('in expressions and conditions', () => {
    // @ts-expect-error Property 'endsWith' does not exist on type 'FileRef<"model">'.
    expr([made.model], (model) => model.endsWith('.txt'));
    // @ts-expect-error The right-hand side of an arithmetic operation must be of type
    expr([made.model], (model) => 2 * model);
    // @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'Operand<FileRef<"model">>'.
    eq(made.model, 'model.txt');
    // @ts-expect-error Argument of type 'Output<FileRef<"model">>' is not assignable to parameter of type 'OutputHandle<boolean>'.
    when(made.model, () => square({ x: 1 }));
  });
});

describe('misuse of lists of files', () => {
  const pages = forEach(numbers, (page) => render({ page }));

  test('as one file, as values, or as files of another kind', () => {
    // @ts-expect-error Type 'OutputHandle<FileRef<"page">[]>' is not assignable to type 'OutputHandle<FileRef<string>>'.
    countLines({ table: pages });
    // @ts-expect-error Type 'OutputHandle<FileRef<"page">[]>' is not assignable to type 'Arg<number[]>'.
    total({ values: pages });
    // @ts-expect-error Type 'OutputHandle<FileRef<"page">[]>' is not assignable to type 'Arg<string>'.
    notify({ text: pages });
    // @ts-expect-error Type 'OutputHandle<number[]>' is not assignable to type 'ListOfFiles<"page">'.
    merge({ pages: numbers });
    // @ts-expect-error Type 'Output<FileRef<"model">>' is not assignable to type 'OutputHandle<FileRef<"page">>'.
    merge({ pages: [made.model] });
    // @ts-expect-error Type 'Output<FileRef<"png"> | undefined>' is not assignable to type 'OutputHandle<FileRef<"page">>'.
    merge({ pages: [made.plot] });
    // @ts-expect-error Type 'OutputHandle<FileRef<"page">[]>' is not assignable to type 'OutputHandle<FileRef<"page">>'.
    merge({ pages: [pages] });
    // @ts-expect-error Type 'number' is not assignable to type 'OutputHandle<FileRef<"page">>'.
    merge({ pages: [1] });
    // @ts-expect-error Type 'string' is not assignable to type 'ListOfFiles<"page">'.
    merge({ pages: 'pages' });
    // @ts-expect-error Property 'pages' is missing in type
    merge({ title: 'A' });
    // @ts-expect-error Property 'length' does not exist on type 'OutputHandle<FileRef<"page">[]>'.
    square({ x: pages.length });
  });
});

describe('misuse of texts from Secrets', () => {
  test('as values, and values as texts from Secrets', () => {
    // @ts-expect-error Type 'OutputHandle<string>' is missing the following properties from type 'SecretKey': kind, secret, key
    publish({ report: 'x', token: publish({ report: 'x', token }) });
    // @ts-expect-error Property 'secret' is missing in type 'ConfigKey' but required in type 'SecretKey'.
    publish({ report: 'x', token: key });
    // @ts-expect-error Type 'Secret<"token">' is missing the following properties from type 'SecretKey': kind, secret, key
    publish({ report: 'x', token: secret('api', ['token']) });
    // @ts-expect-error Type 'SecretKey' is not assignable to type 'Arg<string>'.
    notify({ text: token });
    // @ts-expect-error Property 'token' is missing in type '{ report: string; }' but required in type
    publish({ report: 'x' });
    // @ts-expect-error Type 'number' is not assignable to type 'SecretKey'.
    publish({ report: 'x', token, user: 5 });
    // @ts-expect-error Property 'tokens' does not exist on type
    publish({ report: 'x', token: secret('api', ['token']).tokens });
    // @ts-expect-error Property 'secret' is missing in type 'ConfigKey' but required in type 'SecretKey'.
    publish({ report: 'x', token: config('site', ['token']).token });
    // @ts-expect-error Property '[valueType]' is missing in type 'SecretKey' but required in type 'OutputHandle<unknown>'.
    pipeline('p', {}, () => ({ token }));
  });
});

describe('misuse of functions that return nothing', () => {
  const told = notify({ text: 'x' });

  test('as values, files and parts of them', () => {
    // @ts-expect-error Type 'NoOutput' is not assignable to type 'Arg<string>'.
    notify({ text: told });
    // @ts-expect-error Property '[valueType]' is missing in type 'NoOutput' but required in type 'OutputHandle<FileRef<string>>'.
    countLines({ table: told });
    // @ts-expect-error Type 'NoOutput' is not assignable to type 'ListOfFiles<"page">'.
    merge({ pages: told });
    // @ts-expect-error Property '[valueType]' is missing in type 'NoOutput' but required in type 'OutputHandle<FileRef<"page">>'.
    merge({ pages: [told] });
    // @ts-expect-error Type 'NoOutput' is missing the following properties from type 'SecretKey': kind, secret, key
    publish({ report: 'x', token: told });
    // @ts-expect-error Type 'NoOutput' is not assignable to type 'Arg<number>'.
    add({ a: 1, b: told });
    // @ts-expect-error Type 'NoOutput' is not assignable to type 'number | OutputHandle<number | undefined>'.
    scale({ x: 1, by: told });
    // @ts-expect-error Property 'text' does not exist on type 'NoOutput'.
    notify({ text: told.text });
    // @ts-expect-error Type 'NoOutput' is not assignable to type 'Arg<number>'.
    draw({ count: when(flag, () => notify({ text: 'a' })).otherwise(() => notify({ text: 'b' })) });
  });
});

test('files are stored as their outputs allow', () => {
  train(
    { table: save({ values: [1] }, { files: { archive: 'zip', key: 'today.zip' } }), rate: 1 },
    { files: { model: { keep: 'always' } } },
  );
  // @ts-expect-error Type '"rar"' is not assignable to type '"none" | "tar" | "zip" | undefined'.
  save({ values: [1] }, { files: { archive: 'rar' } });
  // @ts-expect-error Object literal may only specify known properties, and 'score' does not exist in type
  train({ table: save({ values: [1] }), rate: 1 }, { files: { score: { keep: 'always' } } });
  // @ts-expect-error Object literal may only specify known properties, and 'log' does not exist in type
  train({ table: save({ values: [1] }), rate: 1 }, { files: { log: { keep: 'always' } } });
  // @ts-expect-error is not assignable to type
  square({ x: 1 }, { files: { archive: 'tar' } });
  // @ts-expect-error Object literal may only specify known properties, and 'compress' does not exist in type 'StoredFile'.
  save({ values: [1] }, { files: { compress: true } });
});

declare function takeFile(file: FileRef<'csv'>): void;

test('files of two kinds are two types', () => {
  // @ts-expect-error Argument of type 'FileRef<"page">' is not assignable to parameter of type 'FileRef<"csv">'.
  takeFile({} as FileRef<'page'>);
  // @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'FileRef<"csv">'.
  takeFile('table.csv');
});
