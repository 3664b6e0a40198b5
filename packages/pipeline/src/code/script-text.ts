import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import type { LineTable } from '../runtime/report-errors.ts';
import type { TaskComponent } from '../runtime/run-task.ts';
import { COMPONENT_NAME, KEY_NAME, RUN_NAME } from './entry-code.ts';

/** Number of lines in a script before its bundle. */
export const LINES_BEFORE_BUNDLE = 3;

/** The parts of a script. */
export interface ScriptParts {
  /** The user's function with all of its imports. */
  readonly bundle: string;
  readonly table: LineTable;
  /** Validators of the inputs, minified. */
  readonly checks: string;
  /** The packed code that reads arguments and writes outputs (see runtime/start-task.ts). */
  readonly runtime: string;
}

/**
 * Returns a script that runs a component. The user's code comes first, because it can be read in the Argo UI.
 *
 * It works as CommonJS and as an ES module, because the format of a file without an extension depends on its folder.
 */
export function writeScript(component: ComponentDescriptor, parts: ScriptParts): string {
  const about: TaskComponent = { ...aboutOf(component), ...parts.table };
  return `// ${titleOf(component)}
${REQUIRE_LINE}
const main = (${RUN_NAME}) => {
${parts.bundle.trimEnd()}
};
const ${COMPONENT_NAME} = ${JSON.stringify(about)};
${parts.checks === '' ? '' : `(() => {${parts.checks.trim()}})();\n`}${startRuntime(parts.runtime)}`;
}

/** The parts of the code of several components. */
export interface TogetherParts extends Omit<ScriptParts, 'checks'> {
  /** Validators of each component. */
  readonly checks: readonly string[];
}

/** Returns code that runs the component number `key`. A loader provides `require` and `key`. */
export function writeTogether(components: readonly ComponentDescriptor[], parts: TogetherParts): string {
  const checks = parts.checks.map((code) => `() => {${code.trim()}}`);
  return `// Functions bundled by Tiphys
${REQUIRE_LINE}
const main = (${RUN_NAME}) => {
${parts.bundle.trimEnd()}
};
const ${COMPONENT_NAME} = { ...${JSON.stringify(components.map(aboutOf))}[${KEY_NAME}], ...${JSON.stringify(parts.table)} };
[${checks.join(',\n')}][${KEY_NAME}]();
${startRuntime(parts.runtime)}`;
}

const REQUIRE_LINE = 'var require = require ?? process.getBuiltinModule;';

function aboutOf(component: ComponentDescriptor): Omit<TaskComponent, keyof LineTable> {
  return {
    name: component.name,
    style: component.style,
    inputs: component.inputs.map(({ name, optional, route, list }) => ({
      name,
      ...(optional ? { optional } : {}),
      ...(route === 'value' ? {} : { route }),
      ...(list ? { list } : {}),
    })),
    output: outputOf(component.output),
  };
}

function outputOf({ route, optional, fields = {} }: ComponentDescriptor['output']): TaskComponent['output'] {
  if (route !== 'fields') return optional ? { route, optional } : route;
  return Object.entries(fields).map(([name, field]) => ({
    name,
    route: field.route,
    ...(field.optional ? { optional: true } : {}),
  }));
}

/**
 * Returns code that runs the runtime in a separate realm, so that changes of the user's code to globals do not affect it. Only the promise of
 * the user's function is awaited in the user's realm, where `await` ignores a patched `then`.
 */
function startRuntime(runtime: string): string {
  return `// What reads the arguments and writes the output (packed: brotli, base64)
require("node:vm").runInNewContext(
  require("node:zlib").brotliDecompressSync(Buffer.from("${runtime}", "base64")).toString(),
  {}, "node:internal/tiphys",
)(
  ${COMPONENT_NAME},
  (values, done) => main(async (call) => done(await call(...values))),
  Error().stack, globalThis, process, require,
);
`;
}

/** Returns a script that unpacks and runs code. `key` is the number of the component if several are packed together. */
export function writeLoader(component: ComponentDescriptor, packed: string, key?: number): string {
  const [names, values] =
    key === undefined ? ['"require"', 'require'] : [`"require", "${KEY_NAME}"`, `require, ${key}`];
  return `// ${titleOf(component)} (packed: gzip, base64)
${REQUIRE_LINE}
const code = require("node:zlib").gunzipSync(Buffer.from("${packed}", "base64")).toString();
require("node:vm").compileFunction(code, [${names}], { filename: "tiphys" })(${values});
`;
}

function titleOf({ name, source }: ComponentDescriptor): string {
  return `${name} of ${source.file.replace(/^\.\//, '')}, bundled by Tiphys`;
}
