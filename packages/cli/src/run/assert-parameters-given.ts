import { CliError } from '../world/cli-error.ts';

/** The fields of a parameter that are read. */
interface Parameter {
  readonly name: string;
  readonly value?: unknown;
  readonly valueFrom?: unknown;
  readonly default?: unknown;
}

/** The fields of a spec of a workflow that are read. The user's file may contain anything. */
interface GivingSpec {
  readonly arguments?: { readonly parameters?: readonly Parameter[] | undefined } | undefined;
}

/** What is known of the type of a parameter. */
export interface ParameterType {
  readonly schema: { readonly type?: unknown };
  readonly description?: string | undefined;
}

/**
 * Checks that each parameter of a workflow has a value before it runs.
 *
 * @param specs that of the workflow, and that of the WorkflowTemplate that it refers to, of which one must have the value
 * @param given names of parameters that get a value besides
 * @param isStored whether the object is stored as its file says, so that the command has no options for values
 * @param typesOf returns what is known of the types of parameters, by name
 * @throws CliError `CLI_MISSING_PARAMETER` with all parameters that have none
 */
export async function assertParametersGiven(
  specs: readonly GivingSpec[],
  { given, isStored = false }: { readonly given: readonly string[]; readonly isStored?: boolean | undefined },
  typesOf: () => Promise<Readonly<Record<string, ParameterType>>>,
): Promise<void> {
  const declared = specs.flatMap(parametersIn);
  const valued = new Set([...given, ...declared.filter(hasValue).map(({ name }) => name)]);
  const missing = [...new Set(declared.map(({ name }) => name))].filter((name) => !valued.has(name));
  if (missing.length === 0) return;
  const types = await typesOf();
  const lines = missing.map((name) => `  ${name}${describe(types[name])}`);
  const count = missing.length === 1 ? 'A parameter has' : `${missing.length} parameters have`;
  const them = missing.length === 1 ? 'it' : 'them';
  const how = isStored
    ? `in spec.workflowSpec.arguments.parameters: its workflows get no other values.`
    : `with ${missing.map((name) => `-p ${name}=VALUE`).join(' ')}, or in a file with -f FILE.`;
  throw new CliError('CLI_MISSING_PARAMETER', `${count} no value:\n${lines.join('\n')}\nSet ${them} ${how}`);
}

function parametersIn(spec: GivingSpec): readonly Parameter[] {
  const parameters = spec.arguments?.parameters;
  return Array.isArray(parameters) ? parameters : [];
}

function hasValue(parameter: Parameter): boolean {
  return (
    parameter.value !== undefined || parameter.valueFrom !== undefined || parameter.default !== undefined
  );
}

function describe(known: ParameterType | undefined): string {
  if (known === undefined) return '';
  const { schema, description } = known;
  const type = typeof schema.type === 'string' ? ` (${schema.type})` : '';
  return `${type}${description === undefined ? '' : `: ${description}`}`;
}
