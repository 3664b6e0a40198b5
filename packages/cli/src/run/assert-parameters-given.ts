import type { LoadedSource } from '../source/load-source.ts';
import { CliError } from '../world/cli-error.ts';

interface Parameter {
  readonly name: string;
  readonly value?: unknown;
  readonly valueFrom?: unknown;
  readonly default?: unknown;
}

interface Spec {
  readonly arguments?: { readonly parameters?: readonly Parameter[] };
  readonly workflowTemplateRef?: unknown;
}

/**
 * Checks that each parameter of a workflow has a value before it runs.
 *
 * @throws CliError `CLI_MISSING_PARAMETER` with all parameters that have none
 */
export function assertParametersGiven(workflow: { readonly spec: unknown }, source: LoadedSource): void {
  const spec = workflow.spec as Spec | undefined; // the user's file may contain anything; only these fields are read
  // The WorkflowTemplate may have the values.
  if (spec?.workflowTemplateRef !== undefined || !Array.isArray(spec?.arguments?.parameters)) return;
  const missing = spec.arguments.parameters
    .filter((one) => one.value === undefined && one.valueFrom === undefined && one.default === undefined)
    .map(({ name }) => name);
  if (missing.length === 0) return;
  const lines = missing.map((name) => `  ${name}${describe(name, source)}`);
  const count = missing.length === 1 ? 'A parameter has' : `${missing.length} parameters have`;
  throw new CliError(
    'CLI_MISSING_PARAMETER',
    `${count} no value:\n${lines.join('\n')}\nSet ${missing.length === 1 ? 'it' : 'them'} with ${missing.map((name) => `-p ${name}=VALUE`).join(' ')}, or in a file with -f FILE.`,
  );
}

function describe(name: string, source: LoadedSource): string {
  const input =
    source.kind === 'pipeline' ? source.compiled.inputs.find((one) => one.name === name) : undefined;
  if (input === undefined) return '';
  const type = typeof input.schema.type === 'string' ? ` (${input.schema.type})` : '';
  return `${type}${input.description === undefined ? '' : `: ${input.description}`}`;
}
