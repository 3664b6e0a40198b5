import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTexts, type FileTree, generateModels, generateOperations, readTexts } from '@tiphys/codegen';
import type { SchemaDefinitions } from '@tiphys/schema';
import { modelExports, type PackageExports } from './model-exports.ts';
import { readOperations, readVersions } from './read-versions.ts';
import { renderVersions } from './render-versions.ts';

/** The generated files of `packages/models`. */
export interface ModelFiles {
  /** The generated files of each folder, relative to the package. */
  readonly folders: ReadonlyMap<string, FileTree>;
  readonly packageJson: string;
  /** The definitions and fields of Argo that `schemas/texts` has no text for. */
  readonly missingTexts: readonly string[];
}

/**
 * Generates everything in `packages/models` that depends on the versions in `schemas/argo`, without writing it.
 *
 * @param root the root of the repository
 * @throws SchemaError, CodegenError saying which version, definition or text is wrong
 */
export async function generateModelFiles(root: string): Promise<ModelFiles> {
  const versions = readVersions(join(root, 'schemas/argo'));
  const texts = readTexts(join(root, 'schemas/texts'));
  const folders = new Map<string, FileTree>();
  const withOperations: string[] = [];
  for (const schema of versions) {
    const files = await generateModels(schema, {
      source: `schemas/argo/${schema.version}/definitions.json`,
      command: 'npm run generate',
      tableTypes: '../../definition-table.ts',
      texts,
    });
    const operations = await operationFiles(root, schema);
    if (Object.keys(operations).length > 0) withOperations.push(schema.version);
    folders.set(`src/${schema.version}/generated`, sorted({ ...files, ...operations }));
  }
  folders.set('src/generated', renderVersions(versions));
  const { missing } = checkTexts(versions, texts);
  return { folders, packageJson: renderManifest(root, versions, withOperations), missingTexts: missing };
}

/** Returns the files of the operations of a version, none if it was imported without them. */
async function operationFiles(root: string, schema: SchemaDefinitions): Promise<FileTree> {
  const operations = readOperations(join(root, 'schemas/argo'), schema);
  if (operations === undefined) return {};
  const files = await generateOperations(operations, schema, {
    source: `schemas/argo/${schema.version}/operations.json`,
    command: 'npm run generate',
    tableTypes: '../../../operation-table.ts',
  });
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`operations/${path}`, text]));
}

function sorted(files: FileTree): FileTree {
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function renderManifest(
  root: string,
  versions: readonly { readonly version: string }[],
  withOperations: readonly string[],
): string {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/models/package.json'), 'utf8')) as {
    readonly exports: PackageExports;
  }; // our own file
  const exports = modelExports(
    versions.map(({ version }) => version),
    withOperations,
    manifest.exports,
  );
  return `${JSON.stringify({ ...manifest, exports }, undefined, 2)}\n`;
}
