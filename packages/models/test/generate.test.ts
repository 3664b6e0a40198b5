import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTexts, readTexts } from '@tiphys/codegen';
import { parseDefinitions, type SchemaDefinitions } from '@tiphys/schema';
import { generateModelFiles } from '@tiphys/tools-schema/model-files';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const modelsPackage = join(root, 'packages/models');
const schemas = join(root, 'schemas/argo');
const texts = readTexts(join(root, 'schemas/texts'));

function readStored(version: string): SchemaDefinitions {
  return parseDefinitions(readFileSync(join(schemas, version, 'definitions.json'), 'utf8'));
}

test('every definition and field of Argo has a hover text, and every text is used', () => {
  const problems = checkTexts(readdirSync(schemas).map(readStored), texts);
  expect(problems).toEqual({ missing: [], stale: [] });
});

test('hover texts are sentences', () => {
  for (const [place, text] of Object.entries(texts)) expect(text, place).toMatch(/^[A-Z`].*\.$/);
});

const model = await generateModelFiles(root);
const generatedFolders = globSync('src/{generated,*/generated}', { cwd: modelsPackage });

test('every generated folder belongs to a version in schemas/argo, or to all of them', () => {
  expect([...model.folders.keys()].sort()).toEqual(generatedFolders.sort());
});

test.for(generatedFolders)('regenerating %s changes no byte', (folder) => {
  const stored = readdirSync(join(modelsPackage, folder), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts'),
  );
  const files = stored.sort().map((file) => [file, readFileSync(join(modelsPackage, folder, file), 'utf8')]);
  expect(model.folders.get(folder)).toEqual(Object.fromEntries(files));
});

test('the entry points in package.json are those of the versions', () => {
  expect(readFileSync(join(modelsPackage, 'package.json'), 'utf8')).toBe(model.packageJson);
});
