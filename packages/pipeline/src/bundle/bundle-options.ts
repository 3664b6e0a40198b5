import type { BuildOptions } from 'esbuild';

/** Whether Tiphys runs from its TypeScript sources. */
export const runsFromSources: boolean = import.meta.url.endsWith('.ts');

/** Variables that replace `import.meta` and `__filename`. In a task, they refer to the script. */
export const scriptNames = {
  url: 'tiphysScriptUrl',
  file: 'tiphysScriptFile',
  folder: 'tiphysScriptFolder',
} as const;

/** Build options of all code that runs in tasks. */
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
  // When Tiphys runs from its sources, its packages are also resolved to sources.
  conditions: runsFromSources ? ['module', '@tiphys/source'] : ['module'],
  // A packed script is compiled without `import()`. In a bundle, only modules of Node.js are still imported that way.
  define: {
    'import.meta.url': scriptNames.url,
    'import.meta.filename': scriptNames.file,
    'import.meta.dirname': scriptNames.folder,
    __filename: scriptNames.file,
    __dirname: scriptNames.folder,
  },
  supported: { 'dynamic-import': false },
};
