import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateModels, writeModels } from '@tiphys/codegen';
import { parseDefinitions } from '@tiphys/schema';

const versions = join(import.meta.dirname, '../../../schemas/argo');

for (const version of readdirSync(versions).filter((name) => name.startsWith('v'))) {
  const file = join(versions, version, 'definitions.json');
  const schema = parseDefinitions(readFileSync(file, 'utf8'), file);
  const files = await generateModels(schema, {
    source: `schemas/argo/${version}/definitions.json`,
    tableTypes: '../../definition-table.ts',
  });
  writeModels(join(import.meta.dirname, '../src', version, 'generated'), files);
}
