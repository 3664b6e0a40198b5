import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkTypes, type TypeMistake } from './check-types.ts';
import { readProjects, root } from './workspace.ts';

const readmes = readProjects('packages').map(({ directory }) => {
  const text = readFileSync(path.join(root, directory, 'README.md'), 'utf8');
  const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ index, 1: code = '' }, number) => ({
    code,
    /** The line of the README above the first line of the code. */
    line: text.slice(0, index).split('\n').length,
    module: `${path.basename(directory)}-${number}.ts`,
  }));
  return { file: `${directory}/README.md`, blocks };
});
const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-package-readmes-'));
let mistakes: readonly TypeMistake[] = [];

beforeAll(() => {
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  for (const file of ['components.ts', 'components.generated.ts'])
    copyFileSync(path.join(root, 'examples/squares', file), path.join(folder, file));
  // Some blocks have no import and would share their names.
  for (const { module, code } of readmes.flatMap(({ blocks }) => blocks))
    writeFileSync(path.join(folder, module), `${code}export {};\n`);
  const compilerOptions = {
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
    isolatedDeclarations: false,
    noUnusedLocals: false,
    allowImportingTsExtensions: true,
  };
  const tsconfig = { extends: path.join(root, 'tsconfig.base.json'), compilerOptions, include: ['*.ts'] };
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  mistakes = checkTypes(folder);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.for(readmes)('the code in $file compiles', ({ file, blocks }) => {
  const found = blocks.flatMap(({ module, line }) =>
    mistakes
      .filter((mistake) => path.basename(mistake.file) === module)
      .map((mistake) => `${file}:${line + mistake.line} ${mistake.message}`),
  );
  expect(found).toEqual([]);
});

test('every package but the command shows its main use', () => {
  const silent = readmes.filter(({ blocks }) => blocks.length === 0).map(({ file }) => file);
  expect(silent).toEqual(['packages/cli/README.md']);
});
