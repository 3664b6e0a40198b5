import { beforeAll, describe, expect, test } from 'vitest';
import { EditorFile } from './language-service.ts';

const text = `import { ask, component, type FileRef, input, match, oneOf, type Output, output, pipeline } from '@tiphys/pipeline';
import { runPipeline } from '@tiphys/pipeline/testing';
import { draw, keep, say } from './components.generated.ts';
declare const mode: Output<'fast' | 'exact'>;
declare const csv: Output<FileRef<'csv'>>;
/** Counts the lines. */
const count = component.container('count', {
  image: 'alpine',
  inputs: { value: input<string>(), times: 3 },
  outputs: { lines: output<number>('/tmp/lines') },
});
/** Publishes a text. */
const publish = pipeline('publish', { text: 'Hello', n: input<number>() }, ({ text, n }) => ({ text, n }));
const release = ask('release', { strategy: oneOf(['canary', 'all']), share: 10 });
count({ value: 'a' }).lines;
publish({ n: 1 });
keep({ rows: [] });
draw({ count: 'three' });
draw({ count: 3, sed: 1 });
draw({});
draw({ count: 3 }, { retires: 3 });
say({ text: csv });
match(mode, { fast: () => draw({ count: 1 }), exact: () => draw({ count: 2 }), slow: () => draw({ count: 3 }) });
match(mode, { fast: () => draw({ count: 1 }) });
say({ text: say({ text: 'x' }) });
say({ text: release.share });
void runPipeline(publish, { answers: { release: 'canary' } });
draw({ count: 3 }, { timeout: true });
draw({ count: 3 }, { retry: 'often' });
`;

describe('in an editor', { timeout: 60_000 }, () => {
  let editor: EditorFile;
  beforeAll(() => {
    editor = new EditorFile(text);
    editor.messages();
  }, 60_000);

  test('the ten most likely mistakes have readable messages', () => {
    expect(editor.messages().join('\n\n')).toMatchInlineSnapshot(`
      "draw({ count: 'three' });
      Type 'string' is not assignable to type 'Arg<number>'.

      draw({ count: 3, sed: 1 });
      Object literal may only specify known properties, but 'sed' does not exist in type 'ArgumentsFor<{ count: number; seed?: number | undefined; }>'. Did you mean to write 'seed'?

      draw({});
      Argument of type '{}' is not assignable to parameter of type 'ArgumentsFor<{ count: number; seed?: number | undefined; }>'.
        Property 'count' is missing in type '{}' but required in type 'ArgumentsFor<{ count: number; seed?: number | undefined; }>'.

      draw({ count: 3 }, { retires: 3 });
      Object literal may only specify known properties, and 'retires' does not exist in type 'TaskOptions<NoInfer<InputsOf<(count: number, seed?: number) => number[], { count: 0; seed?: 1; }>>, NoInfer<number[]>, number[]>'.

      say({ text: csv });
      Type 'Output<FileRef<"csv">>' is not assignable to type 'Arg<string>'.
        Type 'Output<FileRef<"csv">>' is not assignable to type 'OutputHandle<string>'.
          Types of property '[valueType]' are incompatible.
            Type 'FileRef<"csv">' is not assignable to type 'string'.

      match(mode, { fast: () => draw({ count: 1 }), exact: () => draw({ count: 2 }), slow: () => draw({ count: 3 }) });
      Type '() => OutputHandle<number[]>' is not assignable to type '(() => OutputHandle<number[]>) & Problem<"The value never is this.">'.
        Type '() => OutputHandle<number[]>' is not assignable to type 'Problem<"The value never is this.">'.

      match(mode, { fast: () => draw({ count: 1 }) });
      Argument of type '{ fast: () => OutputHandle<number[]>; }' is not assignable to parameter of type '{ readonly fast: CaseBody; readonly exact: CaseBody; } & SurplusCases<{ readonly fast: CaseBody; readonly exact: CaseBody; }, "fast" | "exact">'.
        Property 'exact' is missing in type '{ fast: () => OutputHandle<number[]>; }' but required in type '{ readonly fast: CaseBody; readonly exact: CaseBody; }'.

      say({ text: say({ text: 'x' }) });
      Type 'NoOutput' is not assignable to type 'Arg<string>'.

      say({ text: release.share });
      Type 'OutputHandle<number>' is not assignable to type 'Arg<string>'.
        Type 'OutputHandle<number>' is not assignable to type 'OutputHandle<string>'.
          Type 'number' is not assignable to type 'string'.

      void runPipeline(publish, { answers: { release: 'canary' } });
      Type 'string' is not assignable to type 'Readonly<Record<string, unknown>>'.

      draw({ count: 3 }, { timeout: true });
      Type 'true' is not assignable to type 'Duration | undefined'.

      draw({ count: 3 }, { retry: 'often' });
      Type 'string' is not assignable to type 'number | Retry | undefined'."
    `);
  });

  test.for<{ name: string; at: string; inputs: string; comment: string }>([
    {
      name: 'a function',
      at: 'draw({ count: 3, sed',
      inputs: '{ count: number; seed?: number | undefined; }',
      comment: 'Draws `count` random integers.',
    },
    {
      name: 'a function with an object',
      at: 'keep({',
      inputs: '{ rows: readonly Row[]; limit?: number; }',
      comment: 'Keeps the rows that are wanted.',
    },
    {
      name: 'a container',
      at: 'count({ value',
      inputs: '{ readonly value: string; readonly times?: number; }',
      comment: 'Counts the lines.',
    },
    {
      name: 'a pipeline',
      at: 'publish({ n',
      inputs: '{ readonly n: number; readonly text?: string; }',
      comment: 'Publishes a text.',
    },
  ])('a call of $name shows plain inputs and its comment', ({ at, inputs, comment }) => {
    const hover = editor.hover(at);
    expect(hover.type.replace(/\s+/g, ' ')).toContain(`values: ArgumentsFor<${inputs}>`);
    expect(hover.comment).toBe(comment);
  });

  test('a call leads to its definition in at most two steps', () => {
    expect(editor.definitions('draw({ count: 3, sed')).toContain(
      'components.generated.ts: export const draw: Component<',
    );
    expect(editor.definitions('draw({ count: 3, sed', 'source.draw')).toEqual([
      'components.ts: export function draw(count: number, seed = 3): number[] {',
    ]);
    expect(editor.definitions('keep({', 'source.keep')).toEqual([
      'components.ts: export async function keep({',
    ]);
    expect(editor.definitions('count({ value')).toContain(
      "in-the-editor.ts: const count = component.container('count', {",
    );
    expect(editor.definitions('publish({ n')[0]).toContain(
      "in-the-editor.ts: const publish = pipeline('publish'",
    );
  });
});
