import { join } from 'node:path';
import { writeModels } from '@tiphys/codegen';
import { replaceFiles } from '@tiphys/files';
import { generateModelFiles } from './model-files.ts';

const root = join(import.meta.dirname, '../..');
const target = join(root, 'packages/models');
const { folders, packageJson, missingTexts } = await generateModelFiles(root);
for (const [folder, files] of folders) writeModels(join(target, folder), files);
replaceFiles([{ path: join(target, 'package.json'), text: packageJson }]);
if (missingTexts.length > 0)
  console.warn(`Write a hover text in schemas/texts for: ${missingTexts.join(', ')}. Then generate again.`);
