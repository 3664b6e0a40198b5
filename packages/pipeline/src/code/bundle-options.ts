import type { BuildOptions } from 'esbuild';

/** Whether Tiphys runs from its TypeScript sources. */
export const runsFromSources: boolean = import.meta.url.endsWith('.ts');

/** Variables that replace `import.meta` and `__filename`. In a task, they refer to the script. */
export const SCRIPT_NAMES = {
  url: 'tiphysScriptUrl',
  file: 'tiphysScriptFile',
  folder: 'tiphysScriptFolder',
} as const;

/** Build options of all code that runs in tasks. */
export const bundleOptions: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  treeShaking: true,
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'silent',
  // Scripts have no top-level await.
  supported: { 'top-level-await': false },
  // When Tiphys runs from its sources, its packages are also resolved to sources.
  conditions: runsFromSources ? ['module', '@tiphys/source'] : ['module'],
  define: {
    'import.meta.url': SCRIPT_NAMES.url,
    'import.meta.filename': SCRIPT_NAMES.file,
    'import.meta.dirname': SCRIPT_NAMES.folder,
    __filename: SCRIPT_NAMES.file,
    __dirname: SCRIPT_NAMES.folder,
  },
};
