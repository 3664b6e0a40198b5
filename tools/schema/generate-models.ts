import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateModels, readTexts, writeModels } from '@tiphys/codegen';
import { parseDefinitions } from '@tiphys/schema';

const root = join(import.meta.dirname, '../..');
const schemas = join(root, 'schemas/argo');
const texts = readTexts(join(root, 'schemas/texts'));

for (const version of readdirSync(schemas).filter((name) => /^v\d/.test(name))) {
  const file = join(schemas, version, 'definitions.json');
  const files = await generateModels(parseDefinitions(readFileSync(file, 'utf8'), file), {
    source: `schemas/argo/${version}/definitions.json`,
    command: 'npm run generate',
    tableTypes: '../../definition-table.ts',
    texts,
  });
  writeModels(join(root, 'packages/models/src', version, 'generated'), files);
}
