import { bundleOptions, SCRIPT_NAMES } from './bundle-options.ts';
import type { SourceMap } from './script/line-table.ts';

/** Declares what replaces `import.meta` and `__filename`, on one line. */
const scriptNames = `const ${SCRIPT_NAMES.file} = process.argv[1], ${SCRIPT_NAMES.folder} = require("node:path").dirname(${SCRIPT_NAMES.file}), ${SCRIPT_NAMES.url} = require("node:url").pathToFileURL(${SCRIPT_NAMES.file}).href;\n`;

/**
 * Converts an output of esbuild to CommonJS.
 *
 * @param map the source map of the output
 * @param ids new names of the outputs that it may import
 */
export async function toCommonJs(
  esm: string,
  map: string,
  ids: ReadonlyMap<string, string>,
): Promise<{ readonly code: string; readonly map: SourceMap }> {
  const esbuild = await import('esbuild');
  const named = esm
    .replace(/"\.\/(\w+\.js)"/g, (text, name) => (ids.has(name) ? JSON.stringify(ids.get(name)) : text))
    // Comments name the modules, and legal comments are kept. The user's modules are copies with a suffix.
    .replace(/^\/\/ (.*?)(?:\?\w+)?$/gm, '//! $1')
    .replace(/^\/\/! tiphys:.*$/gm, '');
  const inline = Buffer.from(map).toString('base64');
  const result = await esbuild.transform(
    `${named}\n//# sourceMappingURL=data:application/json;base64,${inline}`,
    {
      format: 'cjs',
      platform: 'node',
      target: bundleOptions.target ?? 'esnext',
      // Packed code is compiled without `import()`, and only modules of Node.js are still imported that way.
      supported: { 'dynamic-import': false },
      sourcemap: 'external',
      sourcesContent: false,
      legalComments: 'inline',
      logLevel: 'silent',
    },
  );
  const code = result.code.replace(/^\/\/! /gm, '// ');
  const sourceMap: SourceMap = JSON.parse(result.map);
  if (!Object.values(SCRIPT_NAMES).some((name) => code.includes(name))) return { code, map: sourceMap };
  return { code: scriptNames + code, map: { ...sourceMap, mappings: `;${sourceMap.mappings}` } };
}
