import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateModels, writeModels } from '@tiphys/codegen';
import { parseDefinitions } from '@tiphys/schema';
import { modelOptions } from './model-options.ts';

const versions = join(import.meta.dirname, '../../../schemas/argo');

for (const version of readdirSync(versions).filter((name) => /^v\d/.test(name))) {
  const file = join(versions, version, 'definitions.json');
  const files = await generateModels(
    parseDefinitions(readFileSync(file, 'utf8'), file),
    modelOptions(version),
  );
  writeModels(join(import.meta.dirname, '../src', version, 'generated'), files);
}
