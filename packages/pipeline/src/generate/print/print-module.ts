import { basename } from 'node:path';
import type { FunctionSignature, PipelineInputsSignature, SignatureFile } from '@tiphys/signature';
import { GENERATED_MARK } from '../origin.ts';
import { chooseNames, importAs, type ModuleFormat, type ModuleNames } from './module-names.ts';
import { printComponent } from './print-component.ts';
import { printLiteral } from './print-literal.ts';

/** Prints the generated module of a source file: its components, and the required inputs of its pipelines. */
export function printModule({ file, functions, pipelines }: SignatureFile, format: ModuleFormat): string {
  const name = basename(file);
  const names = chooseNames(
    functions.map((one) => one.name),
    format,
  );
  const head = `${GENERATED_MARK}${name}. Do not edit: run \`tiphys generate ${name}\`.\n`;
  const imports = functions.length === 0 ? '' : printImports(functions, name, names);
  const constants = imports !== '' && format === 'commonjs' ? '\ndeclare const __filename: string;\n' : '';
  const declarations = functions.map((one) => printComponent(one, `./${name}`, names));
  if (pipelines.length > 0) declarations.push(printPipelineInputs(pipelines));
  return `${head}${imports}${constants}\n${declarations.join('\n')}`;
}

function printImports(functions: readonly FunctionSignature[], file: string, names: ModuleNames): string {
  const specifiers = [
    `type ${importAs('Component', names.Component)}`,
    importAs('component', names.component),
    ...(functions.some(({ inputs }) => inputs.length > 0)
      ? [`type ${importAs('InputsOf', names.free('InputsOf'))}`]
      : []),
  ];
  return `import { ${specifiers.join(', ')} } from '@tiphys/pipeline';
import type * as ${names.source} from './${file}';
`;
}

function printPipelineInputs(pipelines: readonly PipelineInputsSignature[]): string {
  const schemas = pipelines
    .filter(({ inputs }) => inputs.length > 0)
    .map(({ pipeline, inputs }) => [
      pipeline,
      Object.fromEntries(inputs.map((one) => [one.name, one.schema])),
    ]);
  const start = 'export const pipelineInputs = ';
  return `/** JSON Schemas of the inputs that each pipeline asks for. */
${start}${printLiteral(Object.fromEntries(schemas), '', start.length + ' as const'.length)} as const;
`;
}
