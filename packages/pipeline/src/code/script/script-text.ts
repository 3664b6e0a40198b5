import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import { EXPANDED_DOLLARS } from '../../ir/wire/expanded-dollars.ts';
import type { LineTable } from '../../runtime/find-place.ts';
import type { TaskComponent } from '../../runtime/run-task.ts';
import { toArgumentSchema } from '../argument-schema.ts';
import { GIVEN_NAMES } from '../entry-code.ts';
import { outputRoute } from '../output-route.ts';
import { readScript } from './read-script.ts';

/** Number of lines in a script before the component's own code. */
export const LINES_BEFORE_CODE = 2;

/** The component's own code in its script. */
export interface OwnCode {
  readonly code: string;
  readonly lines: LineTable;
}

/** Name of the module with a component's own code, if that is packed, too. */
export const OWN_MODULE = 'own';

/** Returns own code that imports the function from a file of the image: compiled to JavaScript, or as it is. */
export function codeInImage({ source }: ComponentDescriptor, file: string): OwnCode {
  const compiled = file.replace(/\.([cm]?)tsx?$/, '.$1js');
  const name = JSON.stringify(source.export);
  return {
    code: `const files = ${JSON.stringify([...new Set([compiled, file])])};
const file = files.find((one) => ${GIVEN_NAMES.require}("node:fs").existsSync(one)) ?? files[0];
(async () => {
  const module = await import(file);
  ${GIVEN_NAMES.start}(module[${name}] ?? module.default[${name}]);
})();`,
    lines: [[1, 0]],
  };
}

/** Own code that only loads the packed code. */
export const PACKED_OWN_CODE: OwnCode = {
  code: `${GIVEN_NAMES.require}("${OWN_MODULE}")(${GIVEN_NAMES.start});`,
  lines: [[1, 0]],
};

/**
 * Returns a script that runs a component. The user's code comes first, because it can be read in the Argo UI.
 *
 * It works as CommonJS and as an ES module, because the format of a file without an extension depends on its folder. The runtime runs in
 * a separate realm, so that changes of the user's code to globals do not affect it.
 *
 * @param runtime packed runtime, or a tag
 * @param packed packed modules that the code requires, or tags
 * @param from folder in whose `node_modules` the packages are that are not bundled
 */
export function writeScript(
  component: ComponentDescriptor,
  own: OwnCode,
  runtime: string,
  packed: readonly string[],
  from?: string,
): string {
  const { name, source } = component;
  const about = aboutOf(component, own.lines);
  const more = packed.map((text) => `, ${textOf(text)}`).join('');
  return `// ${name} of ${source.file.replace(/^\.\//, '')}, bundled by Tiphys
const main = (${GIVEN_NAMES.start}, ${GIVEN_NAMES.require}) => {
${own.code.trimEnd()}
};
const task = ${literalOf(from === undefined ? about : { ...about, from })};
// Reads inputs, calls main, writes the output:
const load = process.getBuiltinModule ?? require;
load("vm").runInNewContext(load("zlib").brotliDecompressSync(Buffer.from(${textOf(runtime)}, "base64")) + "")(task, main, load, globalThis${more});
`;
}

/** Returns the readable code of the user in a script of {@link writeScript}; '' if it is packed, or in another script. */
export function ownCodeOf(script: string): string {
  const { code = '' } = readScript(script) ?? {};
  return code === PACKED_OWN_CODE.code ? '' : code;
}

/** Returns packed code as a literal: of several lines, as it may be in a parameter, too. */
function textOf(packed: string): string {
  return packed.startsWith('{{') ? `\`${packed}\`` : `\`\n${packed}\n\``;
}

/** Returns a value as a JavaScript literal, without what Argo would read as a tag. */
function literalOf(value: object): string {
  return (
    JSON.stringify(value)
      // Keys follow a brace or a comma that is not part of a string, because the quotes in strings are escaped.
      .replace(/(?<=[{,])"(\w+)":/g, (text, key) =>
        key === '__proto__' ? `["${key}"]:` : /^\d/.test(key) ? text : `${key}:`,
      )
      // Adjacent braces and dollar signs are always part of a string.
      .replaceAll('{{', '\\u007b\\u007b')
      .replaceAll(EXPANDED_DOLLARS, '\\u0024')
  );
}

function aboutOf(component: ComponentDescriptor, lines: LineTable): TaskComponent {
  return {
    name: component.name,
    ...(component.style === 'object' ? { style: 'object' } : {}),
    inputs: component.inputs.map(({ name, optional, route, list, schema }) => {
      const checked = route === 'file' ? undefined : toArgumentSchema(schema);
      return {
        name,
        ...(optional ? { optional } : {}),
        ...(route === 'value' ? {} : { route }),
        ...(list ? { list } : {}),
        ...(checked === undefined ? {} : { schema: checked }),
      };
    }),
    output: outputOf(component.output),
    lines,
  };
}

function outputOf(output: ComponentDescriptor['output']): TaskComponent['output'] {
  const { route, schema, optional, fields = {} } = output;
  if (route === 'fields')
    return Object.entries(fields).map(([name, field]) => ({
      name,
      route: outputRoute(field),
      ...(field.optional ? { optional: true } : {}),
    }));
  const own = outputRoute({ route, schema });
  return optional ? { route: own, optional } : own;
}
