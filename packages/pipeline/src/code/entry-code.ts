import type { JsonSchema } from '@tiphys/signature/model';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { isRestrictive } from './validator-code.ts';

/** Name of the function around a bundle that runs the user's function as a task. */
export const RUN_NAME = 'runTask';

/** Name of the constant around a bundle that describes the component. */
export const COMPONENT_NAME = 'component';

/** Returns the entry module of a bundle, which passes the user's function to the code around the bundle. */
export function writeEntry(component: ComponentDescriptor, sourceFile: string): string {
  return `import { ${component.source.export} as userFunction } from ${JSON.stringify(sourceFile)};
${RUN_NAME}(userFunction);
`;
}

/** Name of the variable around the code of several components that says which one to run. */
export const KEY_NAME = 'key';

/** Returns a module that exports only the user's function, so that tree shaking can remove the rest of its file. */
export function writeFunctionModule(component: ComponentDescriptor, sourceFile: string): string {
  return `export { ${component.source.export} as userFunction } from ${JSON.stringify(sourceFile)};\n`;
}

/** Returns the entry module of several components, which only loads the modules of the one that runs. */
export function writeTogetherEntry(keys: Iterable<string>): string {
  const list = [...keys].map((key) => `  () => require('tiphys:function/${key}').userFunction,\n`);
  return `const functions = [\n${list.join('')}];\n${RUN_NAME}(functions[${KEY_NAME}]());\n`;
}

/** Returns the entry module of a component's validators, which stores them in the order of the inputs. */
export function writeChecksEntry(component: ComponentDescriptor, key: string): string {
  const schemas = schemasOf(component);
  const list = component.inputs.map((_, index) => (schemas.has(checkName(index)) ? checkName(index) : '0'));
  return `import { ${[...schemas.keys()].join(', ')} } from 'tiphys:validators/${key}';
${COMPONENT_NAME}.checks = [${list.join(', ')}];
`;
}

/** Returns the schemas of the inputs that need a validator, by the names of the validators. */
export function schemasOf(component: ComponentDescriptor): ReadonlyMap<string, JsonSchema> {
  const entries = component.inputs.map((input, index) => [checkName(index), input] as const);
  const checked = entries.filter(([, input]) => input.route !== 'file' && isRestrictive(input.schema));
  return new Map(checked.map(([name, input]) => [name, input.schema]));
}

function checkName(index: number): string {
  return `check${index}`;
}
