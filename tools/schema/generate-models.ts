import { join } from 'node:path';
import { writeModels } from '@tiphys/codegen';
import { replaceFiles } from '@tiphys/schema';
import { generateModelFiles } from './model-files.ts';

const root = join(import.meta.dirname, '../..');
const target = join(root, 'packages/models');
const { folders, packageJson } = await generateModelFiles(root);
for (const [folder, files] of folders) writeModels(join(target, folder), files);
replaceFiles(target, { 'package.json': packageJson });
