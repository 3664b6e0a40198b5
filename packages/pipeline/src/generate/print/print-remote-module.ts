import type { JsonSchema } from '@tiphys/signature/model';
import type { RemoteComponent } from '../../remote/read-remote-templates.ts';
import { GENERATED_MARK } from '../origin.ts';
import { chooseNames, importAs, type ModuleFormat, type ModuleNames } from './module-names.ts';
import { printDocumentation } from './print-documentation.ts';
import { printKey, printLiteral, printString } from './print-literal.ts';
import { printSchema } from './print-schema.ts';

/** Prints the module generated from the templates of a YAML file. */
export function printRemoteModule(
  file: string,
  components: readonly RemoteComponent[],
  format: ModuleFormat,
): string {
  const names = chooseNames(
    components.map(({ name }) => name),
    format,
  );
  const constants = format === 'commonjs' ? 'declare const __filename: string;\n' : '';
  return `${GENERATED_MARK}${file}. Do not edit: run \`tiphys generate ${file}\`.
import { ${importsOf(components, names).join(', ')} } from '@tiphys/pipeline';
${constants}
${components.map((one) => printRemoteComponent(one, file, names)).join('\n')}`;
}

function importsOf(components: readonly RemoteComponent[], names: ModuleNames): readonly string[] {
  const files = components.flatMap((one) => one.inputs).filter(({ route }) => route === 'file');
  const type = (name: string, used: boolean): readonly string[] =>
    used ? [`type ${importAs(name, names.free(name))}`] : [];
  return [
    ...type('Component', true),
    importAs('component', names.component),
    ...type(
      'OutputFile',
      components.some(({ remote }) => remote?.files !== undefined),
    ),
    ...type('TemplateFile', files.length > 0),
  ];
}

function printRemoteComponent(component: RemoteComponent, file: string, names: ModuleNames): string {
  const { name, remote, inputs, output, line, choices } = component;
  const local = names.localName(name);
  const fields = inputs.map((input) => {
    const type =
      input.route === 'file'
        ? names.free('TemplateFile')
        : remote?.json === true
          ? printSchema(input.schema)
          : typeOf(choices[input.name]);
    const note = printDocumentation(input.description ?? '', '    ');
    return `${note}    ${printKey(input.name)}${input.optional ? '?' : ''}: ${type};\n`;
  });
  const properties = (output.schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>; // as JSON Schema defines the keyword
  const results = Object.keys(properties);
  const typeOfResult = (one: string): string => {
    if (!Object.hasOwn(remote?.files ?? {}, one))
      return remote?.json === true ? printSchema(properties[one] ?? {}) : 'string';
    return `${names.free('OutputFile')}${remote?.optionalFiles?.includes(one) ? ' | undefined' : ''}`;
  };
  const result = results.map((one) => `readonly ${printKey(one)}: ${typeOfResult(one)}`).join('; ');
  const types = [
    fields.length === 0 ? 'Record<never, never>' : `{\n${fields.join('')}  }`,
    remote?.single === true ? printSchema(output.schema) : results.length === 0 ? 'void' : `{ ${result} }`,
  ];
  const kind = remote?.clusterScope === true ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
  const where = `{ module: ${names.moduleUrl}, file: ${printString(`./${file}`)}, export: ${printString(remote?.template ?? '')}, line: ${line} }`;
  const rest = Object.entries({ remote, style: 'object', inputs, output }).map(
    ([key, value]) => `  ${key}: ${printLiteral(value, '  ', key.length + 4)},\n`,
  );
  const head = local === name ? `export const ${local}` : `const ${local}`;
  const tail = local === name ? '' : `export { ${local} as ${name} };\n`;
  return `${printDocumentation(`Template \`${remote?.template}\` of the ${kind} \`${remote?.name}\`.`)}${head}: ${names.Component}<
  ${types.join(',\n  ')}
> = ${names.component}({
  name: ${printString(name)},
  source: ${where},
${rest.join('')}});
${tail}`;
}

function typeOf(choices: readonly string[] | undefined): string {
  return choices === undefined || choices.length === 0 ? 'string' : choices.map(printString).join(' | ');
}
