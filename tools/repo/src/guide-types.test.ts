import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readSignatures } from '@tiphys/signature';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './workspace.ts';

interface TypeRow {
  readonly type: string;
  readonly says: string;
}

/** Returns the rows of the table with the given heading; a cell with several types is several rows. */
function readTable(heading: string): readonly TypeRow[] {
  const page = readFileSync(path.join(root, 'docs/guide/functions-and-types.md'), 'utf8');
  const table = page.slice(page.indexOf(`\n${heading}\n`) + heading.length + 2).split('\n\n')[0] ?? '';
  return table
    .split('\n')
    .slice(1)
    .flatMap((row) => {
      const [types = '', says = ''] = row.slice(2, -2).split(' | ');
      return [...types.matchAll(/`` (.*?) ``|`(.*?)`/g)].map(([, long, short = '']) => ({
        type: (long ?? short).replaceAll('\\|', '|'),
        says: says.replaceAll('\\|', '|'),
      }));
    });
}

const accepted = readTable('| TypeScript | JSON Schema |');
const refused = readTable('| refused | use |');
const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-guide-types-'));
let file: ReturnType<typeof readSignatures>[number] | undefined;

beforeAll(() => {
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  const compilerOptions = { strict: true, module: 'preserve', lib: ['es2024'], types: ['node'] };
  const options = {
    ...compilerOptions,
    customConditions: ['@tiphys/source'],
    allowImportingTsExtensions: true,
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }));
  const functions = [...accepted, ...refused].map(
    ({ type }, index) => `export function f${index}(x: ${type}): void { console.log(x); }`,
  );
  const module = path.join(folder, 'types.ts');
  writeFileSync(module, ["import type { InputFile } from '@tiphys/pipeline';", ...functions].join('\n'));
  [file] = readSignatures([module]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the guide', () => {
  test.for(accepted.map((row, index) => ({ ...row, index })))(
    'says what $type becomes',
    ({ says, index }) => {
      const input = file?.functions.find(({ name }) => name === `f${index}`)?.inputs[0];
      expect(`\`${JSON.stringify(input?.schema)}\``).toBe(says);
    },
  );

  test.for(refused.map((row, index) => ({ ...row, index: index + accepted.length })))(
    'says what to use instead of $type',
    ({ says, index }) => {
      const problem = file?.problems.find(({ message }) => message.includes(` of f${index} `));
      expect(problem?.message).toContain(says);
    },
  );
});
