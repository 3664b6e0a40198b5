import { rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { generateComponents, writeGenerated } from '../src/generate.ts';
import { loadPipelineModule } from '../src/load.ts';
import { createProject, type TemporaryProject } from './temporary-project.ts';

const files = {
  'src/components.ts': `import { scale } from '#lib/scale.ts';
import type { Row } from '../shared/row.ts';
export const one = (row: Row) => scale(row.x);
`,
  'src/pipeline.ts': `export { one } from './components.generated.ts';
export const object = { apiVersion: 'v1', kind: 'ConfigMap' };
`,
  'src/globals.d.ts': 'declare const limit: number;\n',
  'src/module.d.ts': 'export declare const other: number;\n',
  'src/unused.ts': 'export const unused = 1;\n',
  'lib/scale.ts': "import { by } from './by.ts';\nexport const scale = (x: number) => x * by;\n",
  'lib/by.ts': 'export const by = 2;\n',
  'shared/row.ts': 'export interface Row { readonly x: number }\n',
  'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.src.json" }] }\n',
  'tsconfig.src.json': `{
  // The folder of the sources.
  "extends": "./tsconfig.base",
  "include": ["src"],
  "compilerOptions": { "paths": { "#lib/*": ["./lib/*"] }, },
}
`,
  'tsconfig.base.json': '{ "compilerOptions": { "strict": true } }\n',
};

async function load(project: TemporaryProject): Promise<'fresh' | string> {
  try {
    await loadPipelineModule(project.path('src/pipeline.ts'));
    return 'fresh';
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}

const stale = 'PIPELINE_GENERATED_STALE';

test.for<{ title: string; file: keyof typeof files | 'package.json'; text?: string; want: string }>([
  { title: 'a module found by the paths of the tsconfig.json', file: 'lib/scale.ts', want: stale },
  { title: 'a module that such a one imports', file: 'lib/by.ts', want: stale },
  { title: 'a module of types', file: 'shared/row.ts', want: stale },
  { title: 'declarations of global types', file: 'src/globals.d.ts', want: stale },
  { title: 'declarations that nothing imports', file: 'src/module.d.ts', want: 'fresh' },
  { title: 'a module that nothing imports', file: 'src/unused.ts', want: 'fresh' },
  { title: 'the pipeline', file: 'src/pipeline.ts', want: 'fresh' },
  {
    title: 'an option of the tsconfig.json that applies',
    file: 'tsconfig.src.json',
    text: files['tsconfig.src.json'].replace('"paths"', '"exactOptionalPropertyTypes": true, "paths"'),
    want: stale,
  },
  {
    title: 'a comment in the tsconfig.json that applies',
    file: 'tsconfig.src.json',
    text: files['tsconfig.src.json'].replace('// The folder', '/* " */ // A folder'),
    want: 'fresh',
  },
  {
    title: 'an option of the one that it extends',
    file: 'tsconfig.base.json',
    text: '{ "compilerOptions": { "strict": true, "noUncheckedIndexedAccess": true } }',
    want: stale,
  },
  {
    title: 'an option that does not affect types',
    file: 'tsconfig.base.json',
    text: '{ "compilerOptions": { "strict": true, "sourceMap": true } }',
    want: 'fresh',
  },
  { title: 'the format of the folder', file: 'package.json', text: '{}', want: stale },
])('a change of $title: $want', async ({ file, text, want }) => {
  await using project = await createProject(files);
  await writeGenerated(await generateComponents([project.path('src/components.ts')]));
  expect(await load(project)).toBe('fresh');
  const before = files[file as keyof typeof files];
  await writeFile(project.path(file), text ?? `${before}// changed\n`);
  expect(await load(project)).toBe(want);
});

test('a change of imported code does not matter if all types are written out', async () => {
  await using project = await createProject({
    ...files,
    'src/components.ts': files['src/components.ts'].replace('(row: Row)', '(row: Row): number'),
  });
  await writeGenerated(await generateComponents([project.path('src/components.ts')]));
  for (const name of ['lib/scale.ts', 'lib/by.ts', 'src/globals.d.ts'] as const)
    await writeFile(project.path(name), `${files[name]}// changed\n`);
  expect(await load(project)).toBe('fresh');
  await writeFile(project.path('shared/row.ts'), files['shared/row.ts'].replace('number', 'string'));
  expect(await load(project)).toBe(stale);
});

test('a removed file is a change, too', async () => {
  await using project = await createProject(files);
  await writeGenerated(await generateComponents([project.path('src/components.ts')]));
  await rm(project.path('shared/row.ts'));
  expect(await load(project)).toBe(stale);
});

test('the inputs of a source do not depend on other sources of the same run', async () => {
  await using project = await createProject({
    ...files,
    'src/more.ts': "export { unused } from './unused.ts';\nexport const two = (x: number): number => x;\n",
  });
  const options = { directory: project.folder };
  const [alone] = (await generateComponents(['src/components.ts'], options)).files;
  const [together] = (await generateComponents(['src/components.ts', 'src/more.ts'], options)).files;
  expect(together?.text).toBe(alone?.text);
  expect(alone?.text).toMatch(
    /\n\/\/ Inputs: \{"hash":"\w{32}","modules":\["\.\.\/lib\/by\.ts","\.\.\/lib\/scale\.ts","\.\.\/shared\/row\.ts","globals\.d\.ts"\],"tsconfig":"\.\.\/tsconfig\.src\.json"\}\n$/,
  );
});
