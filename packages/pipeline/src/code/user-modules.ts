import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Program } from 'acorn';
import type { OnLoadResult, Plugin, PluginBuild } from 'esbuild';
import { bundleOptions } from './bundle-options.ts';
import { findPureInitializers, type PureInitializers } from './pure-initializers.ts';

const nothing: PureInitializers = { ranges: [], exported: new Set() };

/**
 * Returns the esbuild plugin that removes unused module-level values from bundles.
 *
 * esbuild only removes unused variables if their initializers have no side effects, which it cannot know of a call such as `z.object(...)`. This plugin
 * marks such initializers as pure if they only call packages with `sideEffects: false` in their package.json.
 */
export function userModules(): Plugin {
  return {
    name: 'tiphys-user-modules',
    setup(build) {
      const modules = new UserModules(build);
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, ({ path }) => modules.load(path));
    },
  };
}

interface ParsedModule {
  /** The module as JavaScript. */
  readonly code: string;
  readonly program: Program;
}

/** How many imports are followed from module to module. */
const LONGEST_WAY = 5;

class UserModules {
  readonly #build: PluginBuild;
  readonly #parsed = new Map<string, Promise<ParsedModule | undefined>>();

  constructor(build: PluginBuild) {
    this.#build = build;
  }

  async load(path: string): Promise<OnLoadResult | undefined> {
    if (path.includes('node_modules')) return undefined;
    const { ranges } = await this.#analyze(path, []);
    // esbuild reads unmarked modules itself.
    if (ranges.length === 0) return undefined;
    const code = (await this.#parse(path))?.code ?? '';
    let marked = '';
    let at = 0;
    for (const { start, end } of ranges) {
      marked += `${code.slice(at, start)}/* @__PURE__ */ (() => ${code.slice(start, end)})()`;
      at = end;
    }
    return { contents: marked + code.slice(at), loader: 'js', resolveDir: dirname(path) };
  }

  async #analyze(path: string, importers: readonly string[]): Promise<PureInitializers> {
    const program = (await this.#parse(path))?.program;
    if (program === undefined || importers.length > LONGEST_WAY || importers.includes(path)) return nothing;
    const imports = new Map<string, ReadonlySet<string> | 'all'>();
    for (const statement of program.body) {
      if (statement.type !== 'ImportDeclaration') continue;
      const specifier = String(statement.source.value);
      imports.set(specifier, await this.#pureImports(specifier, path, importers));
    }
    return findPureInitializers(program, (specifier, name) => {
      const pure = imports.get(specifier);
      return pure === 'all' || pure?.has(name) === true;
    });
  }

  async #pureImports(
    specifier: string,
    importer: string,
    importers: readonly string[],
  ): Promise<ReadonlySet<string> | 'all'> {
    const found = await this.#build.resolve(specifier, {
      kind: 'import-statement',
      importer,
      resolveDir: dirname(importer),
    });
    if (found.external || found.errors.length > 0 || found.namespace !== 'file') return nothing.exported;
    if (!found.path.includes('node_modules'))
      return (await this.#analyze(found.path, [...importers, importer])).exported;
    return found.sideEffects ? nothing.exported : 'all';
  }

  #parse(path: string): Promise<ParsedModule | undefined> {
    const known = this.#parsed.get(path) ?? this.#parseAnew(path);
    this.#parsed.set(path, known);
    return known;
  }

  async #parseAnew(path: string): Promise<ParsedModule | undefined> {
    // Only modules with imports and module-level variables can have pure initializers.
    const text = await readFile(path, 'utf8').catch(() => '');
    if (!/\bimport\b/.test(text) || !/\b(?:const|let|var)\b/.test(text)) return undefined;
    const { parse } = createRequire(import.meta.url)('acorn') as typeof import('acorn');
    try {
      const code = await this.#toJavaScript(path);
      return { code, program: parse(code, { ecmaVersion: 'latest', sourceType: 'module' }) };
    } catch {
      // esbuild reports syntax errors later, and also reads code that this parser cannot read.
      return undefined;
    }
  }

  /** Compiles a module with esbuild and its tsconfig.json. */
  async #toJavaScript(path: string): Promise<string> {
    const { outputFiles } = await this.#build.esbuild.build({
      entryPoints: [path],
      outfile: join(dirname(path), 'out.js'),
      write: false,
      bundle: false,
      sourcemap: 'inline',
      sourcesContent: false,
      legalComments: 'none',
      logLevel: 'silent',
      target: bundleOptions.target ?? 'esnext',
    });
    return outputFiles[0]?.text ?? '';
  }
}
