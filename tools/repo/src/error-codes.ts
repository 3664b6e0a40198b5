import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './workspace.ts';

/** The error codes of one package. */
export interface CodeCatalogue {
  /** What all of its codes begin with: `PIPELINE`. */
  readonly prefix: string;
  /** The file that lists them, by its path from the root. */
  readonly file: string;
  /** What each code means and what to do. */
  readonly codes: Readonly<Record<string, string>>;
}

/** Returns the catalogues of all packages, in the order of their prefixes. */
export async function readCodeCatalogues(): Promise<readonly CodeCatalogue[]> {
  const files = globSync('packages/*/src/**/codes.ts', { cwd: root });
  const catalogues = await Promise.all(
    files.map(async (file): Promise<CodeCatalogue> => {
      const module: Readonly<Record<string, CodeCatalogue['codes']>> = await import(
        pathToFileURL(path.join(root, file)).href
      );
      const [codes = {}] = Object.values(module);
      return { prefix: Object.keys(codes)[0]?.split('_')[0] ?? '', file, codes };
    }),
  );
  return catalogues.sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
}
