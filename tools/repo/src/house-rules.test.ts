import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readProjects, readSources, root } from './workspace.ts';

const projects = [...readProjects('packages'), ...readProjects('tools'), ...readProjects('examples')];
const packages = readProjects('packages');
const maximumLines = 400;

test.for(packages)('$manifest.name has the licence of the repository', ({ directory }) => {
  const read = (folder: string): string => readFileSync(path.join(root, folder, 'LICENSE'), 'utf8');
  expect(read(directory)).toBe(read('.'));
});

test.for(packages)('$manifest.name is published as a few files', ({ directory }) => {
  const read = (name: string) => JSON.parse(readFileSync(path.join(root, directory, name), 'utf8'));
  expect(read('package.json').scripts.build).toBe(
    'tsc -b tsconfig.lib.json && node ../../tools/repo/src/bundle-package.ts',
  );
  expect(read('tsconfig.lib.json').compilerOptions).toMatchObject({ emitDeclarationOnly: true });
});

test.for(projects)('no file of $manifest.name is longer than 400 lines', (project) => {
  const long = readSources(project, { tests: true }).filter(
    ({ text }) => text.split('\n').length - 1 > maximumLines,
  );
  expect(long.map(({ file }) => file)).toEqual([]);
});

test.for(projects)(
  'every file of $manifest.name is named by the thing it defines, in kebab-case',
  (project) => {
    const wrong = readSources(project, { tests: true })
      .map(({ file }) => file)
      .filter(
        (file) =>
          // A lint rule's file has the name of the rule, such as expressions/types.
          (!file.startsWith('packages/lint/src/rules/') &&
            /\/(?:utils?|helpers?|common|types|misc)(?:\/|\.ts$)/.test(file)) ||
          !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z-]+)*\.ts$/.test(path.basename(file)),
      );
    expect(wrong).toEqual([]);
  },
);

test.for(packages)('doc comments of functions of $manifest.name start with a verb', (project) => {
  const wrong = readSources(project, { tests: false }).flatMap(({ file, text }) =>
    [...text.matchAll(/^export (?:async )?function\*? (\w+)/gm)].flatMap(({ index, 1: name }) => {
      const before = text.slice(0, index);
      if (!before.endsWith('*/\n')) return [];
      const comment = before.slice(before.lastIndexOf('/**') + 3);
      return /^[\s*]*[A-Z][a-z]+s\b/.test(comment) ? [] : [`${file}: ${name}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test.for(packages)('every export of $manifest.name has a doc comment', (project) => {
  const bare: string[] = [];
  for (const { file, text } of readSources(project, { tests: false })) {
    const lines = text.split('\n');
    lines.forEach((line, index) => {
      const name =
        /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|class|interface|type|const|let) ([A-Za-z_][\w$]*)/.exec(
          line,
        )?.[1];
      if (name === undefined) return;
      // Overloads share the comment of the first one.
      // Words to a checker may stand between the comment and what it is about.
      const before =
        lines
          .slice(0, index)
          .findLast((earlier) => !earlier.startsWith('// biome-ignore'))
          ?.trim() ?? '';
      const isOverload =
        line.startsWith('export function') &&
        lines
          .slice(0, index)
          .some(
            (earlier) =>
              earlier.startsWith(`export function ${name}(`) ||
              earlier.startsWith(`export function ${name}<`),
          );
      if (!before.endsWith('*/') && !isOverload) bare.push(`${file}:${index + 1} ${name}`);
    });
  }
  expect(bare).toEqual([]);
});

test.for(packages)(
  'the sources of $manifest.name say neither any nor TODO, and silence no checker without a reason',
  (project) => {
    const wrong: string[] = [];
    for (const { file, text } of readSources(project, { tests: false })) {
      text.split('\n').forEach((line, index) => {
        const isWrong =
          /:\s*any\b|\bas any\b|<any>|@ts-ignore|@ts-nocheck|@ts-expect-error/.test(
            line.replace(/(['"`]).*?\1/g, ''),
          ) || /\bTODO\b(?! argo)/.test(line);
        const isSilenced = /biome-ignore(?! [\w/]+: \S)/.test(line);
        if (isWrong || isSilenced) wrong.push(`${file}:${index + 1} ${line.trim()}`);
      });
    }
    expect(wrong).toEqual([]);
  },
);

test.for(packages)(
  '$manifest.name is published as ESM with types for every entry',
  ({ directory, manifest }) => {
    expect(manifest).toMatchObject({
      type: 'module',
      license: 'Apache-2.0',
      engines: { node: '>=22.19' },
      sideEffects: false,
    });
    for (const [entry, target] of Object.entries(manifest.exports ?? {})) {
      if (entry === './package.json') continue;
      expect(Object.keys(target as object)).toEqual(['@tiphys/source', 'types', 'default']);
      const source = (target as Record<string, string>)['@tiphys/source'] ?? '';
      expect(existsSync(path.join(root, directory, source)), `${directory}/${source}`).toBe(true);
    }
  },
);
