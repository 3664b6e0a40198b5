import type { ComponentDescriptor, JsonSchema } from '../component-descriptor.ts';
import { isRestrictive } from './validator-code.ts';

/** Name of the function, declared around a bundle, that runs the user's function as a task. */
export const runName = 'runTask';

/** Returns the entry module of a bundle: it hands the user's function, and what is known of it, to the code around the bundle. */
export function writeEntry(component: ComponentDescriptor, key: string, sourceFile: string): string {
  const checked = [...schemasOf(component).keys()];
  const inputs = component.inputs.map((input, index) => {
    const fields = [`name: ${JSON.stringify(input.name)}`];
    if (input.optional) fields.push('optional: true');
    if (input.route !== 'value') fields.push(`route: ${JSON.stringify(input.route)}`);
    if (checked.includes(checkName(index))) fields.push(`check: ${checkName(index)}`);
    return `{ ${fields.join(', ')} }`;
  });
  return `import { ${component.source.export} as userFunction } from ${JSON.stringify(sourceFile)};
${checked.length > 0 ? `import { ${checked.join(', ')} } from 'tiphys:checks/${key}';` : ''}
${runName}({
  style: ${JSON.stringify(component.style)},
  inputs: [${inputs.join(', ')}],
  output: ${JSON.stringify(component.output.route)},
}, userFunction);
`;
}

/** Returns the schemas of the inputs that refuse anything, by the names of their validators. */
export function schemasOf(component: ComponentDescriptor): ReadonlyMap<string, JsonSchema> {
  const entries = component.inputs.map((input, index) => [checkName(index), input] as const);
  const checked = entries.filter(([, input]) => input.route !== 'file' && isRestrictive(input.schema));
  return new Map(checked.map(([name, input]) => [name, input.schema]));
}

function checkName(index: number): string {
  return `check${index}`;
}
