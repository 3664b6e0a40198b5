import path from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, readProjects, readSources, root } from './workspace.ts';

/** Who may import whom: data flows one way. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  '@tiphys/files': [],
  '@tiphys/schema': ['@tiphys/files'],
  '@tiphys/go': [],
  '@tiphys/expression': ['@tiphys/go'],
  '@tiphys/signature': [],
  '@tiphys/models': ['@tiphys/go'],
  '@tiphys/codegen': ['@tiphys/files', '@tiphys/schema'],
  '@tiphys/yaml': ['@tiphys/go', '@tiphys/models'],
  '@tiphys/convert': ['@tiphys/models', '@tiphys/yaml'],
  '@tiphys/workflow': ['@tiphys/models', '@tiphys/expression', '@tiphys/yaml', '@tiphys/convert'],
  '@tiphys/import': [
    '@tiphys/models',
    '@tiphys/expression',
    '@tiphys/yaml',
    '@tiphys/convert',
    '@tiphys/workflow',
  ],
  // Only ./testing and ./workers use the engine.
  '@tiphys/pipeline': [
    '@tiphys/engine',
    '@tiphys/files',
    '@tiphys/go',
    '@tiphys/models',
    '@tiphys/yaml',
    '@tiphys/convert',
    '@tiphys/workflow',
    '@tiphys/signature',
    '@tiphys/expression',
  ],
  '@tiphys/lint': ['@tiphys/models', '@tiphys/yaml', '@tiphys/convert', '@tiphys/expression'],
  '@tiphys/migrate': [
    '@tiphys/files',
    '@tiphys/codegen',
    '@tiphys/schema',
    '@tiphys/models',
    '@tiphys/yaml',
    '@tiphys/convert',
    '@tiphys/import',
    '@tiphys/signature',
    '@tiphys/lint',
  ],
  '@tiphys/engine': ['@tiphys/files', '@tiphys/go', '@tiphys/models', '@tiphys/expression', '@tiphys/yaml'],
  '@tiphys/operations': ['@tiphys/expression', '@tiphys/go', '@tiphys/models'],
  '@tiphys/view': ['@tiphys/models'],
  '@tiphys/runs': ['@tiphys/models', '@tiphys/operations'],
  '@tiphys/local': ['@tiphys/go', '@tiphys/models', '@tiphys/engine', '@tiphys/operations', '@tiphys/runs'],
  // Only ./pipelines uses the pipeline package.
  '@tiphys/client': [
    '@tiphys/go',
    '@tiphys/models',
    '@tiphys/yaml',
    '@tiphys/operations',
    '@tiphys/pipeline',
    '@tiphys/runs',
  ],
  tiphys: [
    '@tiphys/files',
    '@tiphys/go',
    '@tiphys/schema',
    '@tiphys/codegen',
    '@tiphys/models',
    '@tiphys/yaml',
    '@tiphys/convert',
    '@tiphys/import',
    '@tiphys/migrate',
    '@tiphys/workflow',
    '@tiphys/signature',
    '@tiphys/pipeline',
    '@tiphys/lint',
    '@tiphys/engine',
    '@tiphys/view',
    '@tiphys/runs',
    '@tiphys/local',
    '@tiphys/client',
    '@tiphys/operations',
    '@tiphys/expression',
  ],
};

const packages = readProjects('packages');
const names = new Set(packages.map(({ manifest }) => manifest.name));

test.for(packages)('$manifest.name depends only on the packages that it may import', ({ manifest }) => {
  const allowed = mayImport[manifest.name];
  expect(allowed, `${manifest.name} is missing from the table`).toBeDefined();
  const used = Object.keys(manifest.dependencies ?? {}).filter((name) => names.has(name));
  expect(used.filter((name) => !allowed?.includes(name))).toEqual([]);
});

test.for(packages)('$manifest.name imports only what it declares, by public names', (project) => {
  const declared = { ...project.manifest.dependencies };
  const wrong: string[] = [];
  for (const { file, text } of readSources(project, { tests: false })) {
    for (const name of importsOf(text)) {
      if (name.startsWith('node:')) continue;
      if (name.startsWith('.')) {
        const target = path.resolve(root, path.dirname(file), name);
        if (!target.startsWith(path.join(root, project.directory) + path.sep))
          wrong.push(`${file} reaches into ${name}`);
        continue;
      }
      const owner = name.split('/', name.startsWith('@') ? 2 : 1).join('/');
      if (declared[owner] === undefined && owner !== project.manifest.name)
        wrong.push(`${file} imports ${owner}, which package.json does not declare`);
      const target = packages.find(({ manifest }) => manifest.name === owner);
      const entry = name === owner ? '.' : `./${name.slice(owner.length + 1)}`;
      if (target !== undefined && target.manifest.exports?.[entry] === undefined)
        wrong.push(`${file} imports ${name}, which is no public entry`);
    }
  }
  expect(wrong).toEqual([]);
});
