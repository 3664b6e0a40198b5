import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { type CompiledSource, compileSources, pipelineSource } from './compile-sources.ts';

/** A statement in a pipeline, with the part in «» that the error is about. */
interface Refused {
  readonly statement: string;
  /** Code outside of the pipeline. */
  readonly helpers: string | undefined;
  readonly code: string;
  readonly message: string;
}

/** The table holds a block of lines for each error: the statement, `after` and the code before the pipeline, the code, and the message. */
function readTable(): readonly Refused[] {
  const text = readFileSync(new URL('fixtures/formulas/errors.txt', import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n\n')
    .map((block) => {
      const [statement = '', ...lines] = block.split('\n').map((line) => line.trim());
      const helpers = lines[0]?.startsWith('after ') ? lines.shift()?.slice('after '.length) : undefined;
      const [code = '', message = ''] = lines;
      return { statement: statement.replaceAll('\\n', '\n'), helpers, code, message };
    });
}

const table = readTable();
let results: readonly CompiledSource[] = [];

beforeAll(async () => {
  const sources = table.map(({ statement, helpers }) =>
    pipelineSource(`say({});\n${statement.replace(/[«»]/g, '')}`, helpers),
  );
  results = await compileSources(sources);
}, 60_000);

test('the table has a row for each kind of error', () => {
  expect(table.length).toBeGreaterThan(60);
});

test.for(table.map((row, index) => ({ ...row, index })))(
  '$statement is refused',
  ({ statement, code, message, index }) => {
    const before = statement.slice(0, statement.indexOf('«')).split('\n');
    const place = `case-${index}.ts:${4 + before.length}:${(before.at(-1) ?? '').length + 1}`;
    expect(results[index]).toEqual({ code, message, place });
  },
);
