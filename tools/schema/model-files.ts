import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTexts, type FileTree, generateModels, readTexts } from '@tiphys/codegen';
import { modelExports, type PackageExports } from './model-exports.ts';
import { readVersions } from './read-versions.ts';
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
  for (const schema of versions) {
    const files = await generateModels(schema, {
      source: `schemas/argo/${schema.version}/definitions.json`,
      command: 'npm run generate',
      tableTypes: '../../definition-table.ts',
      texts,
    });
    folders.set(`src/${schema.version}/generated`, files);
  }
  folders.set('src/generated', renderVersions(versions));
  const { missing } = checkTexts(versions, texts);
  return { folders, packageJson: renderManifest(root, versions), missingTexts: missing };
}

function renderManifest(root: string, versions: readonly { readonly version: string }[]): string {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/models/package.json'), 'utf8')) as {
    readonly exports: PackageExports;
  }; // our own file
  const exports = modelExports(
    versions.map(({ version }) => version),
    manifest.exports,
  );
  return `${JSON.stringify({ ...manifest, exports }, undefined, 2)}\n`;
}
