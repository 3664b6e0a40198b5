import { closest } from '../line/closest.ts';
import { CliError } from '../world/cli-error.ts';

/** The fields of a spec of a workflow that are read. */
export interface TakingSpec {
  readonly templates?: readonly { readonly name?: string | undefined }[] | undefined;
  readonly arguments?: { readonly parameters?: readonly { readonly name: string }[] | undefined } | undefined;
  readonly workflowTemplateRef?: TemplateReference | undefined;
}

/** A reference to a WorkflowTemplate, or to a ClusterWorkflowTemplate. */
interface TemplateReference {
  readonly name?: string | undefined;
  readonly clusterScope?: boolean | undefined;
}

/** A workflow, or an object that workflows are made of. */
export interface Taker {
  /** The subject of messages, such as `The run hello`. */
  readonly what: string;
  /** Its spec, and that of the WorkflowTemplate that it refers to. */
  readonly specs: readonly TakingSpec[];
  /** The templates of other objects that its templates call, by their keys in the status. @default none is known */
  readonly called?: Readonly<Record<string, unknown>>;
}

/** Names on a command line that a workflow must have. */
export interface TakenNames {
  /** @default none */
  readonly parameters?: readonly string[];
  /** @default not given */
  readonly entrypoint?: string | undefined;
}

/**
 * Checks that a workflow takes what a command line gives to it: each parameter is declared or used, and the entrypoint is one of the templates. Argo
 * would ignore the one, and fail the workflow for the other. What refers to templates that are not known may take anything.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_UNKNOWN_ENTRYPOINT`
 */
export function assertTakes(taker: Taker, { parameters = [], entrypoint }: TakenNames): void {
  const { what, specs, called = {} } = taker;
  // The WorkflowTemplate would be the second spec.
  if (specs.length === 1 && specs[0]?.workflowTemplateRef !== undefined) return;
  if (entrypoint !== undefined) assertEntrypoint(entrypoint, taker);
  if (parameters.length === 0) return;
  const text = JSON.stringify([specs, called]);
  if (callsUnknown(text, called) || usesAllParameters(text)) return;
  const declared = [...new Set(specs.flatMap(parameterNames))];
  for (const name of parameters)
    if (!declared.includes(name) && !uses(text, name)) throw unknownParameter(name, declared, what);
}

/** Returns the names of the parameters that a spec declares. */
export function parameterNames(spec: TakingSpec): readonly string[] {
  return spec.arguments?.parameters?.map(({ name }) => name) ?? [];
}

/** Returns the error for a parameter that a workflow does not have. */
export function unknownParameter(
  name: string,
  known: readonly string[],
  what: string = 'The workflow',
): CliError {
  const near = closest(name, known);
  const guess = near === undefined ? '' : ` Did you mean ${near}?`;
  const list = known.length === 0 ? 'It has no parameters.' : `Available parameters: ${known.join(', ')}.`;
  return new CliError('CLI_UNKNOWN_PARAMETER', `${what} has no parameter "${name}".${guess} ${list}`);
}

/** Returns the error for an entrypoint that is none of the templates of an object. */
export function unknownEntrypoint(name: string, known: readonly string[], what: string): CliError {
  const near = closest(name, known);
  const guess = near === undefined ? '' : ` Did you mean "${near}"?`;
  return new CliError(
    'CLI_UNKNOWN_ENTRYPOINT',
    `${what} has no template "${name}".${guess} ${listTemplates(known)}`,
  );
}

/** Returns the templates of an object as a sentence. */
export function listTemplates(names: readonly string[]): string {
  return names.length === 0 ? 'It has no templates.' : `Available templates: ${names.join(', ')}.`;
}

function assertEntrypoint(entrypoint: string, { what, specs }: Taker): void {
  const known = specs.flatMap(({ templates = [] }) => templates.flatMap(({ name }) => name ?? []));
  if (!known.includes(entrypoint)) throw unknownEntrypoint(entrypoint, known, what);
}

/** All parameters at once: `workflow.parameters` in an expression, or `workflow.parameters.json`. */
function usesAllParameters(text: string): boolean {
  return /\bworkflow(?:\.parameters(?!\.(?!json\b)|\[(?:'|\\"))|\[)/.test(text);
}

function uses(text: string, name: string): boolean {
  const quoted = name.replaceAll(/[^\w-]/g, String.raw`\$&`);
  const forms = [`\\.${quoted}(?![\\w-])`, `\\['${quoted}'\\]`, `\\[\\\\"${quoted}\\\\"\\]`];
  return forms.some((form) => new RegExp(`\\bworkflow\\.parameters${form}`).test(text));
}

/** Tells whether a template of another object is called that is not known. */
function callsUnknown(text: string, called: Readonly<Record<string, unknown>>): boolean {
  let isUnknown = false;
  JSON.parse(text, (key, value: unknown) => {
    if (key !== 'templateRef') return value;
    // A reference as Argo writes it.
    const { name, template, clusterScope } = (value ?? {}) as Readonly<Record<string, unknown>>;
    const scope = clusterScope === true ? 'cluster' : 'namespaced';
    if (!Object.hasOwn(called, `${scope}/${String(name)}/${String(template)}`)) isUnknown = true;
    return value;
  });
  return isUnknown;
}
