import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { convertYaml } from '@tiphys/convert';
import { type ArgoVersion, loadTables } from '@tiphys/models/tables';
import { absence, isAbsent, readLintCases } from '@tiphys/tools-conformance';
import { readYaml } from '@tiphys/yaml';
import { describe, expect, test } from 'vitest';
import { importYaml } from '../src/index.ts';
import { findComments } from '../src/read/find-comments.ts';

const root = join(import.meta.dirname, '../../..');

/** Removes nulls, which Argo treats as absent wherever the schema defines the field. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, content: unknown) => {
      if (typeof content !== 'object' || content === null || Array.isArray(content)) return content;
      return Object.fromEntries(Object.entries(content).filter(([, field]) => field !== null));
    }),
  );
}

describe.skipIf(isAbsent)(`importing every file that Argo's lint accepts${absence}`, () => {
  test.for([
    { version: 'v4.1', mayCast: 9 },
    { version: 'v3.5', mayCast: 10 },
  ] as const)(
    'produces TypeScript that compiles with the types of $version and builds the same objects',
    { timeout: 120_000 },
    async ({ version, mayCast }, { annotate }) => {
      const cases = await importAll(version);
      using place = temporaryFolder();
      symlinkSync(join(root, 'node_modules'), join(place.path, 'node_modules'));
      writeFileSync(join(place.path, 'package.json'), '{"type":"module"}');
      for (const { file, code } of cases) writeFileSync(join(place.path, file), code);
      const refused = compile(place.path);
      const differing: string[] = [];
      for (const one of cases) if (!(await givesTheSame(one, place.path))) differing.push(one.file);
      const cast = cases.filter(({ isCast }) => isCast).length;
      const built = cases.filter(({ code }) => /\b(?:specFrom|templatesOf)\(/.test(code)).length;
      const agreeing = cases.filter(({ file }) => !differing.includes(file) && !refused.has(file)).length;
      await annotate(
        `import for ${version}: ${cases.length} files, ${agreeing} agreeing (${built} with builders, ${cast} with a cast, because the types are stricter than lint), differing: ${cases.length - agreeing}`,
      );
      expect({ refused: [...refused].slice(0, 10), differing }).toEqual({ refused: [], differing: [] });
      expect(cast).toBeLessThanOrEqual(mayCast);
    },
  );
});

test.skipIf(isAbsent)(
  `Biome with a line width of 100 does not change imported code${absence}`,
  async ({ annotate }) => {
    using place = temporaryFolder();
    const formatter = { indentStyle: 'space', indentWidth: 2, lineWidth: 100 };
    const javascript = { formatter: { quoteStyle: 'single' } };
    mkdirSync(join(place.path, 'src'));
    writeFileSync(join(place.path, 'biome.json'), JSON.stringify({ root: true, formatter, javascript }));
    const cases = readLintCases();
    for (const { id, text } of cases)
      for (const style of ['builders', 'literals'] as const)
        writeFileSync(join(place.path, 'src', `${id}-${style}.ts`), importYaml(text, { style }).code);
    const biome = join(createRequire(import.meta.url).resolve('@biomejs/biome/package.json'), '../bin/biome');
    const { status, stdout, stderr } = spawnSync(process.execPath, [biome, 'format', 'src'], {
      cwd: place.path,
      encoding: 'utf8',
    });
    await annotate(`imported files that Biome leaves as they are: ${stdout.trim()}`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  },
);

test.skipIf(isAbsent)(`importing keeps every comment, in either style${absence}`, async ({ annotate }) => {
  let count = 0;
  for (const { id, text } of readLintCases()) {
    const comments = findComments(text).map((comment) => comment.text);
    count += comments.length;
    for (const style of ['builders', 'literals'] as const) {
      const { code } = importYaml(text, { style });
      const lost = comments.filter((comment) => !code.includes(`//${comment}`));
      expect({ id, style, lost }).toEqual({ id, style, lost: [] });
    }
  }
  await annotate(`comments kept by import: ${count} of ${count}`);
});

interface ImportedCase {
  readonly file: string;
  readonly code: string;
  /** The names of its exports, and their expected values. */
  readonly names: readonly string[];
  readonly wanted: readonly unknown[];
  readonly isCast: boolean;
}

/** Imports every file converted for a version, except files that cannot be converted. */
async function importAll(version: ArgoVersion): Promise<readonly ImportedCase[]> {
  const target = { version, tables: await loadTables(version) };
  const valid = readLintCases().filter(({ isValid }) => isValid);
  return valid.flatMap(({ id, text: written }): ImportedCase[] => {
    const { text, problems } = convertYaml(written, { to: version });
    if (problems.length > 0) return [];
    const { code, objects } = importYaml(text, { target });
    const names = objects.map(({ name }) => name);
    const wanted = readYaml(text).documents.map(({ value }) => value);
    return [
      {
        file: `case-${id}.ts`,
        code,
        names,
        wanted,
        isCast: objects.some(({ misfits }) => misfits.length > 0),
      },
    ];
  });
}

async function givesTheSame({ file, names, wanted }: ImportedCase, place: string): Promise<boolean> {
  const url = pathToFileURL(join(place, file)).href;
  const module = (await import(/* @vite-ignore */ url)) as Readonly<Record<string, unknown>>;
  const got = names.map((name) => module[name]);
  return isDeepStrictEqual(withoutNulls(got), withoutNulls(wanted));
}

/** Creates a folder that is removed after use. */
function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'tiphys-import-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

/** Returns the files that tsc rejects, with its messages. */
function compile(place: string): ReadonlyMap<string, string> {
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    allowImportingTsExtensions: true,
    customConditions: ['@tiphys/source'],
    preserveSymlinks: false,
    module: 'nodenext',
    target: 'es2024',
  };
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['case-*.ts'] }));
  const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', place, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  const found = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const file = /case-\w+\.ts/.exec(line)?.[0];
    if (file !== undefined) found.set(file, line);
    else if (line.startsWith('error')) found.set('all', line);
  }
  return found;
}
