import { expectTypeOf, test } from 'vitest';
import { notify, square } from '../../../test/components.ts';
import {
  component,
  type FileRef,
  input,
  inputFile,
  type NoOutput,
  type Output,
  oneOf,
  output,
  outputFile,
  stdout,
} from '../../index.ts';

const grep = component.container('grep', {
  image: 'alpine:3.22',
  inputs: { pattern: input<string>(), table: inputFile<'csv'>(), limit: 10, mode: oneOf(['a', 'b']) },
  outputs: { lines: output<number>('/tmp/lines'), found: outputFile<'csv'>('/tmp/found'), word: stdout() },
  command: ({ inputs, outputs }) => [inputs.pattern, inputs.table, `--limit=${inputs.limit}`, outputs.found],
});
const plain = component.script('plain', { image: 'bash:5', command: ['bash'], source: 'date' });

declare const csv: Output<FileRef<'csv'>>;
declare const model: Output<FileRef<'model'>>;

test('the declarations give the types of calls', () => {
  expectTypeOf(grep({ pattern: 'a', table: csv })).toEqualTypeOf<
    Output<{ readonly lines: number; readonly found: FileRef<'csv'>; readonly word: string }>
  >();
  expectTypeOf(grep({ pattern: 'a', table: csv }).lines).toEqualTypeOf<Output<number>>();
  expectTypeOf(grep({ pattern: 'a', table: csv }).found).toEqualTypeOf<Output<FileRef<'csv'>>>();
  expectTypeOf(plain()).toEqualTypeOf<NoOutput>();
  expectTypeOf(grep.daemon({ pattern: 'a', table: csv }).ip).toEqualTypeOf<Output<string>>();
  square({ x: grep({ pattern: 'a', table: csv, limit: 3, mode: 'b' }).lines });
  grep.with({ retry: 2 })({ pattern: 'a', table: csv }, { image: 'alpine:3.21' });
  grep.with({ retry: 2 }).daemon({ pattern: 'a', table: csv });
});

test('misuse does not compile', () => {
  // @ts-expect-error the pattern is missing
  grep({ table: csv });
  // @ts-expect-error a number is not a string
  grep({ pattern: 5, table: csv });
  // @ts-expect-error a file of another kind
  grep({ pattern: 'a', table: model });
  // @ts-expect-error a path is not a file of the run
  grep({ pattern: 'a', table: '/etc/passwd' });
  // @ts-expect-error not one of the choices
  grep({ pattern: 'a', table: csv, mode: 'c' });
  // @ts-expect-error the default is a number
  grep({ pattern: 'a', table: csv, limit: '10' });
  // @ts-expect-error there is no such input
  grep({ pattern: 'a', table: csv, limits: 10 });
  // @ts-expect-error there is no such option
  grep({ pattern: 'a', table: csv }, { retries: 3 });
  // @ts-expect-error there is no such output
  grep({ pattern: 'a', table: csv }).line;
  // @ts-expect-error a file is not a string
  notify({ text: grep({ pattern: 'a', table: csv }).found });
  // @ts-expect-error a number is not a string
  notify({ text: grep({ pattern: 'a', table: csv }).lines });
  // @ts-expect-error a task without outputs has no value
  notify({ text: plain() });
  // @ts-expect-error a script has an interpreter
  component.script('s', { image: 'a', source: '' });
  // @ts-expect-error a container has an image
  component.container('c', { command: ['sh'] });
  // @ts-expect-error there is no such field
  component.container('c', { image: 'a', commands: ['sh'] });
  // @ts-expect-error paths are absolute
  output('lines');
  // @ts-expect-error the default has the type of the output
  output<number>('/tmp/lines', { default: 'none' });
  // @ts-expect-error there is no such way to pack files
  outputFile('/tmp/file', { archive: 'rar' });
  // @ts-expect-error an output is declared
  component.container('c', { image: 'a', outputs: { n: '/tmp/n' } });
  // @ts-expect-error there is no such input
  component.container('c', { image: 'a', inputs: { x: 1 }, args: ({ inputs }) => [inputs.y] });
  // @ts-expect-error arguments are strings
  component.container('c', { image: 'a', args: [5] });
  // @ts-expect-error a daemon has no outputs
  grep.daemon({ pattern: 'a', table: csv }).lines;
});
