import type { ComponentDescriptor } from '../component-descriptor.ts';
import type { LineTable } from '../task/report-errors.ts';
import type { TaskComponent } from '../task/run-task.ts';
import { componentName, runName } from './entry-code.ts';

/** Lines of a script before the first one of its bundle. */
export const linesBeforeBundle = 3;

/** What a script is made of. */
export interface ScriptParts {
  /** The user's function with everything that it imports. */
  readonly bundle: string;
  readonly table: LineTable;
  /** Validators of the inputs, minified. */
  readonly checks: string;
  /** What reads arguments and writes outputs (see task/start-task.ts), packed. */
  readonly runtime: string;
}

/**
 * Returns a script that runs a component as it stands: the user's code first, for who looks at it in Argo's page.
 *
 * It works as CommonJS and as ES module: a file without suffix is the one or the other, depending on the folder in which it lies.
 */
export function writeScript(component: ComponentDescriptor, parts: ScriptParts): string {
  const about: TaskComponent = {
    name: component.name,
    style: component.style,
    inputs: component.inputs.map(({ name, optional, route }) => ({
      name,
      ...(optional ? { optional } : {}),
      ...(route === 'value' ? {} : { route }),
    })),
    output: component.output.route,
    ...parts.table,
  };
  return `// ${titleOf(component)}
var require = require ?? process.getBuiltinModule;
const main = (${runName}) => {
${parts.bundle.trimEnd()}
};
const ${componentName} = ${JSON.stringify(about)};
${parts.checks === '' ? '' : `(() => {${parts.checks.trim()}})();\n`}${startRuntime(parts.runtime)}`;
}

/**
 * Returns code that runs the runtime in a realm of its own: what the user's code does to the globals does not reach it. Only the promise of
 * the user's function is awaited in the user's realm, where `await` does not look at a patched `then`.
 */
function startRuntime(runtime: string): string {
  return `// What reads the arguments and writes the output (packed: brotli, base64)
require("node:vm").runInNewContext(
  require("node:zlib").brotliDecompressSync(Buffer.from("${runtime}", "base64")).toString(),
  {}, "node:internal/tiphys",
)(
  ${componentName},
  (values, done) => main(async (call) => done(await call(...values))),
  Error().stack, globalThis, process, require,
);
`;
}

/** Returns a script that runs a packed script. */
export function writeLoader(component: ComponentDescriptor, packed: string): string {
  return `// ${titleOf(component)} (packed: gzip, base64)
var require = require ?? process.getBuiltinModule;
const code = require("node:zlib").gunzipSync(Buffer.from("${packed}", "base64")).toString();
require("node:vm").compileFunction(code, ["require"], { filename: "tiphys" })(require);
`;
}

function titleOf({ name, source }: ComponentDescriptor): string {
  return `${name} of ${source.file.replace(/^\.\//, '')}, bundled by Tiphys`;
}
