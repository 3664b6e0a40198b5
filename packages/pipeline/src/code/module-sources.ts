import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Program } from 'acorn';
import type { PluginBuild, ResolveResult } from 'esbuild';
import { createMemory } from '../memory.ts';
import { bundleOptions } from './bundle-options.ts';
import { PIPELINE_PACKAGE } from './checked-module.ts';
import { isPackage } from './is-package.ts';
import { hasEffects } from './module-effects.ts';
import { findPureInitializers, type PureInitializers } from './pure-initializers.ts';

/** Minimum size in bytes of a module that functions share. Smaller ones stay readable in each template. */
const SHARED_BYTES = 4096;

/** How many imports are followed from module to module. */
const LONGEST_WAY = 5;

interface ParsedModule {
  /** The module as JavaScript, with its source map. */
  readonly code: string;
  /** Undefined if this parser cannot read it. */
  readonly program: Program | undefined;
}

const nothing: PureInitializers = { ranges: [], exported: new Set() };

/** The user's own modules, read and compiled once. */
export class ModuleSources {
  readonly #build: PluginBuild;
  readonly #parse = createMemory((path) => this.#parseAnew(path));
  readonly #pureOf = createMemory((path) => this.#analyze(path, []));
  readonly #resolved = new Map<string, Promise<ResolveResult>>();

  /** Returns a module as JavaScript with pure initializers marked; undefined if it cannot be compiled. */
  readonly load: (path: string) => Promise<string | undefined> = createMemory((path) => this.#load(path));

  /**
   * Tells whether functions can share a module: it is large, and loading it has no effects, so that it does not matter when that happens.
   */
  readonly isShareable: (path: string) => Promise<boolean> = createMemory((path) => this.#isShareable(path));

  constructor(build: PluginBuild) {
    this.#build = build;
  }

  async #load(path: string): Promise<string | undefined> {
    const code = (await this.#parse(path))?.code;
    if (code === undefined) return undefined;
    let marked = '';
    let at = 0;
    for (const { start, end } of (await this.#pureOf(path)).ranges) {
      marked += `${code.slice(at, start)}/* @__PURE__ */ (() => ${code.slice(start, end)})()`;
      at = end;
    }
    return marked + code.slice(at);
  }

  async #isShareable(path: string): Promise<boolean> {
    const parsed = await this.#parse(path);
    return parsed !== undefined && parsed.code.length >= SHARED_BYTES && !(await this.#hasEffects(path, []));
  }

  /** Tells whether a module, or one of the user's modules that it imports, does anything when it is loaded. */
  async #hasEffects(path: string, importers: readonly string[]): Promise<boolean> {
    if (importers.includes(path)) return false;
    const program = (await this.#parse(path))?.program;
    if (program === undefined) return true;
    if (hasEffects(program, (await this.#pureOf(path)).ranges)) return true;
    for (const statement of program.body) {
      if (!('source' in statement) || statement.source == null) continue;
      if (statement.source.value === PIPELINE_PACKAGE) continue;
      const found = await this.#resolve(String(statement.source.value), path);
      if (found.external || isPackage(found.path)) continue;
      if (await this.#hasEffects(found.path, [...importers, path])) return true;
    }
    return false;
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
    if (specifier === PIPELINE_PACKAGE) return 'all';
    const found = await this.#resolve(specifier, importer);
    if (found.external || found.errors.length > 0 || found.namespace !== 'file') return nothing.exported;
    if (!isPackage(found.path)) return (await this.#analyze(found.path, [...importers, importer])).exported;
    return found.sideEffects ? nothing.exported : 'all';
  }

  #resolve(specifier: string, importer: string): Promise<ResolveResult> {
    const key = JSON.stringify([specifier, importer]);
    const resolved =
      this.#resolved.get(key) ??
      this.#build.resolve(specifier, { kind: 'import-statement', importer, resolveDir: dirname(importer) });
    this.#resolved.set(key, resolved);
    return resolved;
  }

  async #parseAnew(path: string): Promise<ParsedModule | undefined> {
    try {
      const code = await this.#toJavaScript(path);
      return { code, program: parseProgram(code) };
    } catch {
      // esbuild reports what is wrong when it reads the module itself.
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
      supported: bundleOptions.supported ?? {},
    });
    return outputFiles[0]?.text ?? '';
  }
}

function parseProgram(code: string): Program | undefined {
  const { parse } = createRequire(import.meta.url)('acorn') as typeof import('acorn');
  try {
    return parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch {
    // esbuild also reads code that this parser cannot read.
    return undefined;
  }
}
