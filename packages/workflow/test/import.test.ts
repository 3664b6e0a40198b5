import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadTables } from '@tiphys/models/tables';
import { describe, expect, test } from 'vitest';
import { convertYaml, importYaml, readYaml } from '../src/index.ts';

const root = join(import.meta.dirname, '../../..');
const folder = process.env.TIPHYS_CONFORMANCE ?? join(root, '../shared/conformance');
const absent = !existsSync(folder);

/** Argo takes null for absent wherever the schema says what may stand there. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, content: unknown) => {
      if (typeof content !== 'object' || content === null || Array.isArray(content)) return content;
      return Object.fromEntries(Object.entries(content).filter(([, field]) => field !== null));
    }),
  );
}

describe.skipIf(absent)(
  `importing every file that Argo's lint takes${absent ? ' (skipped: the conformance data is absent)' : ''}`,
  () => {
    test.for([
      { version: 'v4.1', mayCast: 9 },
      { version: 'v3.5', mayCast: 10 },
    ] as const)(
      'gives TypeScript that compiles with the types of $version and is the same objects when run',
      {
        timeout: 120_000,
      },
      async ({ version, mayCast }, { annotate }) => {
        const target = { version, tables: await loadTables(version) };
        const verdicts = JSON.parse(readFileSync(join(folder, 'lint/expected.json'), 'utf8')) as Readonly<
          Record<string, { readonly valid: boolean }>
        >;
        const ids = Object.keys(verdicts).filter((id) => verdicts[id]?.valid);
        const place = mkdtempSync(join(tmpdir(), 'tiphys-import-'));
        try {
          symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
          writeFileSync(join(place, 'package.json'), '{"type":"module"}');
          const wanted = new Map<string, readonly unknown[]>();
          const names = new Map<string, readonly string[]>();
          let cast = 0;
          for (const id of ids) {
            const written = readFileSync(join(folder, 'lint/cases', `${id}.yaml`), 'utf8');
            const { text, problems } = convertYaml(written, { to: version });
            // What that version does not know at all is told by the conversion.
            if (problems.length > 0) continue;
            const imported = importYaml(text, { target });
            if (imported.objects.some(({ misfits }) => misfits.length > 0)) cast += 1;
            wanted.set(
              id,
              readYaml(text).documents.map(({ value }) => value),
            );
            names.set(
              id,
              imported.objects.map(({ name }) => name),
            );
            writeFileSync(join(place, `case-${id}.ts`), imported.code);
          }
          const refused = compile(place);
          const differing: string[] = [];
          for (const id of names.keys()) {
            const module = (await import(
              /* @vite-ignore */ pathToFileURL(join(place, `case-${id}.ts`)).href
            )) as Readonly<Record<string, unknown>>;
            const got = (names.get(id) ?? []).map((name) => module[name]);
            if (
              JSON.stringify(sortKeys(withoutNulls(got))) !==
              JSON.stringify(sortKeys(withoutNulls(wanted.get(id))))
            )
              differing.push(id);
          }
          const agreeing = [...names.keys()].filter(
            (id) => !differing.includes(id) && !refused.has(id),
          ).length;
          await annotate(
            `import for ${version}: ${names.size} files, ${agreeing} agreeing (${cast} with a cast, because the types are stricter than lint), differing: ${names.size - agreeing}`,
          );
          expect({ refused: [...refused].slice(0, 10), differing }).toEqual({ refused: [], differing: [] });
          expect(cast).toBeLessThanOrEqual(mayCast);
        } finally {
          rmSync(place, { recursive: true });
        }
      },
    );
  },
);

/** Gives the cases that tsc refuses, with what it says. */
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
    const id = /case-(\w+)\.ts/.exec(line)?.[1];
    if (id !== undefined) found.set(id, line);
    else if (line.startsWith('error')) found.set('all', line);
  }
  return found;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, content]) => [key, sortKeys(content)]),
  );
}
