import type { BuildOptions } from 'esbuild';

/** Whether Tiphys runs from its own sources. */
export const runsFromSources: boolean = import.meta.url.endsWith('.ts');

/** Names that stand for what the code of a module asks about its own file: in a task that is the script, whatever its format is. */
export const scriptNames = {
  url: 'tiphysScriptUrl',
  file: 'tiphysScriptFile',
  folder: 'tiphysScriptFolder',
} as const;

/** What all code that runs in a task is built with. */
export const bundleOptions: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  treeShaking: true,
  sourcemap: 'external',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'silent',
  // From its own sources, Tiphys finds its packages by their sources too.
  conditions: runsFromSources ? ['module', '@tiphys/source'] : ['module'],
  // `import()` does not exist in code that a packed script compiles; what is left of it in a bundle are modules of node.
  define: {
    'import.meta.url': scriptNames.url,
    'import.meta.filename': scriptNames.file,
    'import.meta.dirname': scriptNames.folder,
    __filename: scriptNames.file,
    __dirname: scriptNames.folder,
  },
  supported: { 'dynamic-import': false },
};
