import { createRequire, SourceMap, type SourceMapPayload } from 'node:module';
import { basename, dirname, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Message, Plugin } from 'esbuild';
import { bundleOptions, SCRIPT_NAMES } from '../../code/bundle-options.ts';
import { userModules } from '../../code/user-modules.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import { sourceFile } from '../../ir/component/source-file.ts';
import { PipelineError } from '../../pipeline-error.ts';
import type { FrameMapper } from '../../runtime/describe-error.ts';
import type { TaskFiles } from './task-files.ts';

/** The function of a component with all of its imports. */
export interface FunctionCode {
  /** Loads its modules anew, as every task does in a cluster, and returns the function. */
  load(process: NodeJS.Process, files: TaskFiles): (...values: readonly unknown[]) => unknown;
  /** Maps a stack frame to the user's source. */
  readonly mapFrame: FrameMapper;
}

const NAMESPACE = 'tiphys-test';

/** The path of the script in a cluster, which `import.meta.url` of a function refers to. */
const SCRIPT_PATH = '/argo/staging/script';

/**
 * Bundles the functions of components as {@link createBundler} does, to be called in this process.
 *
 * @throws PipelineError `PIPELINE_BUNDLE_FAILED`
 */
export async function bundleFunctions(
  components: readonly ComponentDescriptor[],
): Promise<ReadonlyMap<ComponentDescriptor, FunctionCode>> {
  if (components.length === 0) return new Map();
  const { build } = await import('esbuild');
  const built = await build({
    ...bundleOptions,
    format: 'cjs',
    sourcemap: 'external',
    // Compiled functions have no `import()`; `require` loads modules of Node.js.
    supported: { ...bundleOptions.supported, 'dynamic-import': false },
    write: false,
    outdir: '/tiphys-test',
    entryPoints: components.map((_, index) => ({ in: `${NAMESPACE}:${index}`, out: String(index) })),
    plugins: [entries(components), userModules(new Map())],
  }).catch((error: { readonly errors?: readonly Message[] }) => {
    throw toBundleError(error, components);
  });
  const texts = new Map(built.outputFiles.map(({ path, text }) => [basename(path), text]));
  return new Map(
    components.map((component, index) => [
      component,
      functionCode(component, index, {
        code: texts.get(`${index}.js`) ?? '',
        map: texts.get(`${index}.js.map`) ?? '{}',
      }),
    ]),
  );
}

function entries(components: readonly ComponentDescriptor[]): Plugin {
  return {
    name: NAMESPACE,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${NAMESPACE}:`) }, ({ path }) => ({
        path: path.slice(NAMESPACE.length + 1),
        namespace: NAMESPACE,
      }));
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => {
        const component = components[Number(path)];
        if (component === undefined) throw new Error(`unreachable: no component ${path}`);
        const file = sourceFile(component);
        const contents = `export { ${component.source.export} as run } from ${JSON.stringify(file)};\n`;
        return { contents, resolveDir: dirname(file) };
      });
    },
  };
}

function functionCode(
  component: ComponentDescriptor,
  index: number,
  { code, map }: { readonly code: string; readonly map: string },
): FunctionCode {
  const file = sourceFile(component);
  const name = `${NAMESPACE}-${index}.js`;
  const names = ['module', 'exports', 'require', 'process', ...Object.values(SCRIPT_NAMES)];
  const evaluate = compileFunction(code, names, { filename: name }) as (...values: unknown[]) => void;
  const own = createRequire(file);
  let sources: SourceMap | undefined;
  return {
    load(process, files) {
      const require = (id: string): unknown => {
        const name = id.replace(/^node:/, '');
        if (name === 'process') return process;
        const module: unknown = own(id);
        return name === 'fs' || name === 'fs/promises' ? files.wrap(module as object) : module;
      };
      const module = { exports: {} as { readonly run?: unknown } };
      const script = [`file://${SCRIPT_PATH}`, SCRIPT_PATH, dirname(SCRIPT_PATH)];
      evaluate(module, module.exports, require, process, ...script);
      // The component was generated from an export that is a function.
      return module.exports.run as (...values: readonly unknown[]) => unknown;
    },
    mapFrame(frame) {
      const [, before, line, column] = /^(\n.*)tiphys-test-\d+\.js:(\d+):(\d+)\)?$/.exec(frame) ?? [];
      if (before === undefined) return '';
      // Source maps are read only for tasks that fail.
      sources ??= new SourceMap(JSON.parse(map) as SourceMapPayload);
      const origin = sources.findOrigin(Number(line), Number(column));
      if (!('fileName' in origin)) return '';
      const place = `${basename(origin.fileName)}:${origin.lineNumber}`;
      return `${before}${place}${before.endsWith('(') ? ')' : ''}`;
    },
  };
}

/** Converts an error of esbuild into one that names the user's file and line. */
function toBundleError(
  error: { readonly errors?: readonly Message[] },
  components: readonly ComponentDescriptor[],
): unknown {
  const message = error.errors?.[0];
  if (message === undefined) return error;
  const index = new RegExp(`^${NAMESPACE}:(\\d+)`).exec(message.location?.file ?? '')?.[1];
  const stale = index === undefined ? undefined : components[Number(index)];
  const { file, line, column } = message.location ?? { file: '', line: 0, column: 0 };
  const location =
    stale === undefined && file !== '' ? { file: resolve(file), line, column: column + 1 } : undefined;
  const text =
    stale === undefined
      ? `${file === '' ? '' : `${file}:${line}:${column + 1}: `}${message.text}.`
      : `${sourceFile(stale)} does not export ${stale.source.export}, but the component ${stale.name} was generated from it. Run \`tiphys generate ${basename(sourceFile(stale))}\`.`;
  return new PipelineError('PIPELINE_BUNDLE_FAILED', text, { location, cause: error });
}
