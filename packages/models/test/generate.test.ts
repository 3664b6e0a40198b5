import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTexts, generateModels, readTexts } from '@tiphys/codegen';
import { parseDefinitions, type SchemaDefinitions } from '@tiphys/schema';
import { expect, test } from 'vitest';

const schemas = join(import.meta.dirname, '../../../schemas/argo');
const texts = readTexts(join(import.meta.dirname, '../../../schemas/texts'));

function readStored(version: string): SchemaDefinitions {
  return parseDefinitions(readFileSync(join(schemas, version, 'definitions.json'), 'utf8'));
}

test("every definition and field of Argo's own has a hover text, and every text a place", () => {
  const problems = checkTexts(readdirSync(schemas).map(readStored), texts);
  expect(problems).toEqual({ missing: [], stale: [] });
});

test('hover texts are sentences', () => {
  for (const [place, text] of Object.entries(texts)) expect(text, place).toMatch(/^[A-Z`].*\.$/);
});

test.for(readdirSync(schemas))('generating %s again changes no byte', async (version) => {
  const schema = readStored(version);
  const folder = join(import.meta.dirname, '../src', version, 'generated');
  const stored = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const files = stored.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
  const options = {
    source: `schemas/argo/${version}/definitions.json`,
    command: 'npm run generate',
    tableTypes: '../../definition-table.ts',
    texts,
  };
  expect(await generateModels(schema, options)).toEqual(Object.fromEntries(files));
});
