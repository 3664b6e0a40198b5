import type { FunctionSignature, InputSignature, OutputSignature } from '@tiphys/signature';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { ModuleNames } from './module-names.ts';
import { printDocumentation } from './print-documentation.ts';
import { printKey, printLiteral, printString } from './print-literal.ts';

const WIDTH = 110;

/** Prints the declaration of one component. Its types refer to the source, so they cannot get out of sync. */
export function printComponent(signature: FunctionSignature, file: string, names: ModuleNames): string {
  const local = names.localName(signature.name);
  const source = `typeof ${names.source}.${signature.name}`;
  const fields = printFields(signature, source, names);
  const result = `Awaited<ReturnType<${source}>>`;
  const flat = `${names.Component}<${fields.flat}, ${result}>`;
  const head = local === signature.name ? `export const ${local}` : `const ${local}`;
  const type =
    fields.documented || head.length + flat.length + 30 > WIDTH
      ? `${names.Component}<\n  ${fields.documented ?? fields.flat},\n  ${result}\n>`
      : flat;
  const tail = local === signature.name ? '' : `export { ${local} as ${signature.name} };\n`;
  return `${printDocumentation(signature.description ?? '')}${head}: ${type} = ${names.component}({
${printDescriptor(signature, file, names)}});
${tail}`;
}

interface Fields {
  readonly flat: string;
  /** With comments, on several lines; only if there are comments. */
  readonly documented?: string;
}

function printFields({ inputs, style }: FunctionSignature, source: string, names: ModuleNames): Fields {
  if (inputs.length === 0) return { flat: 'Record<never, never>' };
  const fields = inputs.map((input, index) => {
    const place = style === 'object' ? printString(input.name) : index;
    return {
      note: noteOf(input),
      text: `${printKey(input.name)}${input.optional ? '?' : ''}: ${place}`,
    };
  });
  const head = `${names.free('InputsOf')}<${source}, `;
  const flat = `${head}{ ${fields.map(({ text }) => text).join('; ')} }>`;
  if (fields.every(({ note }) => note === '') && flat.length + 2 <= WIDTH) return { flat };
  const lines = fields.map(({ note, text }) => `${printDocumentation(note, '    ')}    ${text};\n`);
  return { flat, documented: `${head}{\n${lines.join('')}  }>` };
}

function noteOf({ description = '', default: preset }: InputSignature): string {
  const note = preset === undefined ? '' : `@default ${preset.text.replace(/\s+/g, ' ')}`;
  return [description, note].filter((part) => part !== '').join('\n');
}

/** Returns an output with its fields in the order in which they are printed. */
function printedOutput({ route, schema, list, ...rest }: OutputSignature): ComponentDescriptor['output'] {
  return { route, schema, list, ...rest };
}

function printDescriptor(signature: FunctionSignature, file: string, names: ModuleNames): string {
  const { name, description, style, inputs, output } = signature;
  const descriptor: Omit<ComponentDescriptor, 'source'> = {
    name,
    ...(description === undefined ? {} : { description }),
    style,
    inputs: inputs.map(({ name, description, optional, route, schema, list, kind }) => ({
      name,
      ...(description === undefined ? {} : { description }),
      optional,
      route,
      schema,
      ...(list === undefined ? {} : { list }),
      ...(kind === undefined ? {} : { kind }),
    })),
    output: printedOutput(output),
  };
  const where = `{ module: ${names.moduleUrl}, file: ${printString(file)}, export: ${printString(name)}, line: ${signature.source.line} }`;
  const fields = Object.entries(descriptor).map(
    ([key, value]) => `  ${key}: ${printLiteral(value, '  ', key.length + 4)},\n`,
  );
  fields.splice(description === undefined ? 1 : 2, 0, `  source: ${where},\n`);
  return fields.join('');
}
