import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkTypes, type TypeMistake } from './check-types.ts';
import { readDocExamples } from './doc-examples.ts';
import { saysResults, writeExampleModule } from './example-module.ts';
import { readPublicNames } from './public-names.ts';
import { readProjects, root } from './workspace.ts';

const examples = readProjects('packages').flatMap((project) => {
  const names = readPublicNames(project);
  return readDocExamples(project).map((example) => ({
    ...example,
    // Long values are cut in titles.
    title: `${example.file.replace(/^packages\/|\/src(?=\/)/g, '')}:${example.line}`,
    module: `${example.file.replaceAll(/[/.]/g, '-')}-${example.line}.ts`,
    text: writeExampleModule(example, names),
  }));
});
const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-doc-examples-'));
interface Result {
  readonly place: string;
  readonly value: string;
  readonly said: string;
}

let mistakes: readonly TypeMistake[] = [];

beforeAll(() => {
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  // What extends a module for a whole project is a project of its own.
  const [extending, others] = [true, false].map((wanted) =>
    examples.filter(({ code }) => code.includes('declare module') === wanted),
  );
  mistakes = [others ?? [], ...(extending ?? []).map((example) => [example])].flatMap((together, index) => {
    const place = path.join(folder, String(index));
    writeProject(place, together);
    return checkTypes(place);
  });
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A project with what the examples need: the components of examples/squares, and what runs them. */
function writeProject(place: string, together: typeof examples): void {
  mkdirSync(place);
  for (const file of [
    'examples/squares/components.ts',
    'examples/squares/components.generated.ts',
    'tools/repo/fixtures/doc-examples/run-modules.ts',
    'tools/repo/fixtures/doc-examples/told.ts',
  ])
    copyFileSync(path.join(root, file), path.join(place, path.basename(file)));
  for (const { module, text } of together) writeFileSync(path.join(place, module), text);
  const compilerOptions = {
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
    isolatedDeclarations: false,
    allowImportingTsExtensions: true,
  };
  const tsconfig = { extends: path.join(root, 'tsconfig.base.json'), compilerOptions, include: ['*.ts'] };
  writeFileSync(path.join(place, 'tsconfig.json'), JSON.stringify(tsconfig));
}

/** Runs the examples that say what a line gives, and compiles the pipelines. */
function runExamples(): readonly Result[] {
  const chosen = examples.filter(
    (example) => saysResults(example) || example.code.includes('export default pipeline('),
  );
  const main = path.join(folder, '0/run-modules.ts');
  const words = ['--conditions=@tiphys/source', main, ...chosen.map(({ module }) => module)];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }));
}

test.for(examples)('the example at $title compiles', ({ file, line, module }) => {
  const found = mistakes.filter((mistake) => path.basename(mistake.file) === module);
  expect(found.map((mistake) => `${file}:${line + mistake.line - 2} ${mistake.message}`)).toEqual([]);
});

test('the compiler finds nothing outside the examples', () => {
  const modules = examples.map(({ module }) => module);
  expect(mistakes.filter(({ file }) => !modules.includes(path.basename(file)))).toEqual([]);
});

describe('when they run', () => {
  let results: readonly Result[] = [];
  beforeAll(() => {
    results = runExamples();
  });

  test.for(examples.filter(saysResults))('the example at $title gives what it says', (example) => {
    const lines = example.code.split('\n');
    const told = results.filter(({ place }) =>
      lines.some((_, index) => place === `${example.file}:${example.line + index}`),
    );
    expect(told.length).toBe(example.code.split('// => ').length - 1);
    for (const { place, value, said } of told) expect(value, place).toBe(said);
  });
});
