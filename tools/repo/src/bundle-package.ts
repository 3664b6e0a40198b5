import { globSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** The condition of the exports of a package that names their sources. */
const SOURCE = '@tiphys/source';

/**
 * Writes the JavaScript of a package into `dist`, beside the declarations of `tsc`: a file for each entry point, and chunks with what these
 * share or load later. Node.js needs more time to load hundreds of modules than most commands to run.
 *
 * Other packages are not bundled, so each exists once.
 *
 * @param folder folder of the package
 */
export async function bundlePackage(folder: string): Promise<void> {
  const dist = path.join(folder, 'dist');
  for (const name of globSync('**/*.{js,js.map}', { cwd: dist })) rmSync(path.join(dist, name));
  await build({
    absWorkingDir: folder,
    entryPoints: readEntries(folder),
    outbase: 'src',
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node22.19',
    sourcemap: hasSourceMaps(folder) ? 'linked' : false,
    // Sources are published, too.
    sourcesContent: false,
    logLevel: 'warning',
  });
}

/** Returns the sources of the exports, and of the command if the package has one. */
function readEntries(folder: string): string[] {
  const { exports, bin } = readJson<{
    readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
    readonly bin?: object;
  }>(folder, 'package.json');
  const sources = Object.values(exports).flatMap((entry) =>
    typeof entry === 'string' ? [] : (entry[SOURCE] ?? []),
  );
  return [...new Set(bin === undefined ? sources : [...sources, './src/main.ts'])];
}

function hasSourceMaps(folder: string): boolean {
  const { compilerOptions } = readJson<{ readonly compilerOptions: { readonly sourceMap?: boolean } }>(
    folder,
    'tsconfig.lib.json',
  );
  return compilerOptions.sourceMap !== false;
}

function readJson<T>(folder: string, name: string): T {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as T; // as the repository has only valid files
}

if (process.argv[1] === import.meta.filename) await bundlePackage(process.cwd());
