import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateModels } from '@tiphys/codegen';
import { parseDefinitions } from '@tiphys/schema';
import { expect, test } from 'vitest';

const schemas = join(import.meta.dirname, '../../../schemas/argo');

test.for(readdirSync(schemas))('generating %s again changes no byte', async (version) => {
  const schema = parseDefinitions(readFileSync(join(schemas, version, 'definitions.json'), 'utf8'));
  const folder = join(import.meta.dirname, '../src', version, 'generated');
  const stored = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const texts = stored.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
  const options = {
    source: `schemas/argo/${version}/definitions.json`,
    tableTypes: '../../definition-table.ts',
  };
  expect(await generateModels(schema, options)).toEqual(Object.fromEntries(texts));
});
