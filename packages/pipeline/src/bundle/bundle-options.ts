import type { BuildOptions } from 'esbuild';

/** Whether Tiphys runs from its own sources. */
export const runsFromSources: boolean = import.meta.url.endsWith('.ts');

/** Name that stands for `import.meta.url`, which CommonJS does not have. */
export const scriptUrl = 'tiphysScriptUrl';

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
  define: { 'import.meta.url': scriptUrl },
  supported: { 'dynamic-import': false },
};
