import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { schemasOf } from '../../test/formula-schemas.ts';
import { formulaOf } from '../../test/run-formula.ts';
import { registerFunctionSource } from '../source/function-source.ts';
import { translateFunction } from './translate-function.ts';

/** A function that starts in line 7, column 12 of its file, and the error that it gives. */
interface Refused {
  readonly given: string;
  readonly of: string;
  readonly at: string;
  readonly code: string;
  readonly want: string;
}

/** The table holds four lines for each function: its text, the types of its parameters, the place with the code, and the message. */
function readTable(): readonly Refused[] {
  const text = readFileSync(new URL('../../test/fixtures/formulas/refused.txt', import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n\n')
    .map((block) => {
      const [given = '', of = '', place = '', want = ''] = block.split('\n').map((line) => line.trim());
      const [, at = '', code = ''] = /^at (\S+) (\S+)$/.exec(place) ?? [];
      return { given: given.replaceAll('\\n', '\n'), of: of.replace(/^of ?/, ''), at, code, want };
    });
}

test.for(readTable())('$given of $of is refused at $at', ({ given, of, at, code, want }) => {
  const source = { text: given, file: '/project/pipeline.ts', line: 7, column: 12 };
  const formula = formulaOf(
    registerFunctionSource(() => undefined, source),
    schemasOf(of),
  );
  const [line, column] = at.split(':').map(Number);
  expect(() => translateFunction(formula)).toThrow(
    expect.objectContaining({ code, message: want, location: { file: source.file, line, column } }),
  );
});
