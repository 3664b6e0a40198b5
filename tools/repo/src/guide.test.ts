import { globSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkTypes, type TypeMistake } from './check-types.ts';
import { fillGaps, findMissingPart, plainOutput, withoutPlaces } from './guide-output.ts';
import { commandsOf, type GuidePage, readGuidePages } from './guide-pages.ts';
import {
  compilerOptions,
  fileOf,
  type PageResult,
  prepareFolder,
  projectOf,
  runPage,
} from './guide-project.ts';
import { root } from './workspace.ts';

const pages = readGuidePages();
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'tiphys-guide-')));
const results = new Map<string, PageResult>();
let mistakes: readonly TypeMistake[] = [];

/** What extends a module for a whole project is a project of its own. */
const extendsModule = ({ text }: GuidePage): boolean => text.includes('declare module');

beforeAll(async () => {
  prepareFolder(folder);
  const queue = [...pages];
  const work = async (): Promise<void> => {
    for (let page = queue.shift(); page !== undefined; page = queue.shift())
      results.set(page.page, await runPage(folder, page));
  };
  await Promise.all([work(), work(), work()]);
  const together = pages.filter((page) => !extendsModule(page));
  mistakes = [together, ...pages.filter(extendsModule).map((page) => [page])].flatMap(checkPages);
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Compiles the TypeScript of pages in one program. */
function checkPages(group: readonly GuidePage[], index: number): readonly TypeMistake[] {
  const files = group.flatMap((page) =>
    page.blocks
      .filter((block) => block.language === 'ts' && block.note === undefined)
      .map((block) => path.join(projectOf(folder, page), fileOf(block))),
  );
  const config = path.join(folder, `tsconfig.${index}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  return checkTypes(config);
}

function resultOf(page: string, line: number): string {
  const result = results.get(page)?.results.get(line);
  return plainOutput(result?.shown ?? '', path.join(folder, path.basename(page, '.md')));
}

describe.for(pages)('$page', ({ page, blocks }) => {
  const commands = blocks.filter(({ language }) => language === 'console').flatMap(commandsOf);
  const excerpts = blocks.filter(({ note }) => note?.kind === 'excerpt');
  const modules = blocks.filter(({ language, note }) => language === 'ts' && note === undefined);

  test.for(commands)('`$command` in line $line prints what the page says', ({ line, printed }) => {
    const shown = withoutPlaces(resultOf(page, line), printed);
    const said = plainOutput(printed, folder);
    expect(shown).toBe(fillGaps(said, shown));
  });

  test.for(excerpts)('the excerpt in line $line is what `$note.value` prints', ({ line, text }) => {
    const shown = resultOf(page, line);
    const missing = findMissingPart(plainOutput(text, folder), shown);
    expect(missing === undefined ? '' : `${missing}\n\nis not in\n\n${shown}`).toBe('');
  });

  test.skipIf(modules.length === 0)('its TypeScript compiles', () => {
    const found = mistakes.flatMap(({ file, line, message }) => {
      const block = modules.find((one) =>
        path.resolve(root, file).endsWith(`/${path.basename(page, '.md')}/${fileOf(one)}`),
      );
      return block === undefined ? [] : [`${page}:${block.line + line - 1} ${message}`];
    });
    expect(found).toEqual([]);
  });

  test('the linter accepts its manifests and pipelines', () => {
    expect(results.get(page)?.lint).toEqual({ code: 0, shown: '' });
  });
});

test('the compiler finds nothing outside the blocks', () => {
  const known = pages.flatMap((page) =>
    page.blocks.map((block) => path.join(projectOf(folder, page), fileOf(block))),
  );
  expect(mistakes.filter(({ file }) => !known.includes(path.resolve(root, file)))).toEqual([]);
});

test('the table of contents leads to every page', () => {
  const contents = readFileSync(path.join(root, 'docs/README.md'), 'utf8');
  const linked = [...contents.matchAll(/\]\(([^)#]+\.md)\)/g)].map((match) => `docs/${match[1]}`);
  const written = globSync(['docs/*.md', 'docs/guide/*.md'], { cwd: root }).filter(
    (page) => page !== 'docs/README.md',
  );
  expect(written.filter((page) => !linked.includes(page))).toEqual([]);
});
