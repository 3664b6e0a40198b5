import { closestName } from '@tiphys/models/facts';
import type { FindTemplate, TemplateKind } from '../place/find-template.ts';
import { CliError } from '../world/cli-error.ts';
import { assertParametersGiven } from './assert-parameters-given.ts';
import { fitValues, inputTypesOf, type Values } from './fit-values.ts';

/** The fields of a parameter that are read. */
interface TakenParameter {
  readonly name: string;
  readonly enum?: readonly unknown[] | undefined;
}

/** The fields of a spec of a workflow that are read. */
export interface TakingSpec {
  readonly templates?: readonly { readonly name?: string | undefined }[] | undefined;
  readonly arguments?: { readonly parameters?: readonly TakenParameter[] | undefined } | undefined;
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
  readonly spec: TakingSpec;
  /** Those of a pipeline keep the types of its inputs. @default none */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** The spec of the WorkflowTemplate that it refers to, if it keeps a copy. @default it is looked for */
  readonly referred?: TakingSpec | undefined;
  /** Templates of other objects that it calls, by their keys in the status, if it keeps copies. @default all are looked for */
  readonly called?: Readonly<Record<string, unknown>> | undefined;
}

/** Names on a command line that a workflow must have. */
export interface TakenNames {
  /** @default none */
  readonly parameters?: readonly string[];
  /** Values of the parameters that have not been checked yet, by name. @default none */
  readonly values?: Values;
  /** @default not given */
  readonly entrypoint?: string | undefined;
  /** Whether a workflow starts with them, so that each of its parameters must have a value. @default false */
  readonly starts?: boolean | undefined;
  /** Whether it is stored as its file says, without values of a command line. @default false */
  readonly isStored?: boolean | undefined;
}

/**
 * Checks that a workflow takes what a command line gives to it: each parameter is declared or used, and the entrypoint is one of the templates. Argo
 * would ignore the one, and fail the workflow for the other. If a workflow starts with it, each parameter must have a value, too. What refers to templates
 * that are not known may take anything. Returns the values to send, as {@link fitValues} does.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_UNKNOWN_ENTRYPOINT`, `CLI_PARAMETER_VALUE`, `CLI_MISSING_PARAMETER`; PipelineError for a value of another type
 */
export async function fitToTaker(taker: Taker, names: TakenNames, find: FindTemplate): Promise<Values> {
  const { what, spec, referred } = taker;
  const { parameters = [], values = {}, entrypoint, starts = false, isStored } = names;
  const { workflowTemplateRef } = spec;
  const found = await findReferred(workflowTemplateRef, find);
  // A new workflow is made of the template as it is now. Fields that are wrong are reported elsewhere.
  const current = found?.spec as TakingSpec | undefined;
  const other = starts ? (current ?? referred) : (referred ?? current);
  if (workflowTemplateRef !== undefined && other === undefined)
    return fitValues(values, [spec], taker.annotations ?? {});
  const specs = other === undefined ? [spec] : [spec, other];
  const annotations = { ...found?.metadata?.annotations, ...taker.annotations };
  if (entrypoint !== undefined) assertEntrypoint(entrypoint, specs, what);
  const fitted = await fitValues(values, specs, annotations);
  await assertParametersTaken(parameters, { ...taker, specs }, find);
  if (starts)
    await assertParametersGiven(specs, { given: parameters, isStored }, () => inputTypesOf(annotations));
  return fitted;
}

async function assertParametersTaken(
  parameters: readonly string[],
  { what, specs, called = {} }: Omit<Taker, 'spec'> & { readonly specs: readonly TakingSpec[] },
  find: FindTemplate,
): Promise<void> {
  if (parameters.length === 0) return;
  const templates = await findCalled(specs, called, find);
  const text = JSON.stringify([specs, templates]);
  if (templates === undefined || usesAllParameters(text)) return;
  const declared = [...new Set(specs.flatMap(parameterNames))];
  for (const name of parameters)
    if (!declared.includes(name) && !uses(text, name)) throw unknownParameter(name, declared, what);
}

async function findReferred(
  reference: TemplateReference | undefined,
  find: FindTemplate,
): ReturnType<FindTemplate> {
  return reference?.name === undefined ? undefined : find(kindOf(reference), reference.name);
}

/** Returns the names of the parameters that a spec declares, also those that Tiphys adds. */
export function parameterNames(spec: TakingSpec): readonly string[] {
  return spec.arguments?.parameters?.map(({ name }) => name) ?? [];
}

/** Names of parameters with packed code, which Tiphys adds to the workflows of pipelines. */
const GENERATED = /^tiphys-(?:runtime|code-\d+)$/;

/** Returns the error for a parameter that a workflow does not have. */
export function unknownParameter(
  name: string,
  known: readonly string[],
  what: string = 'The workflow',
): CliError {
  const shown = known.filter((one) => !GENERATED.test(one));
  const near = closestName(name, shown);
  const guess = near === undefined ? '' : ` Did you mean ${near}?`;
  const list = shown.length === 0 ? 'It has no parameters.' : `Available parameters: ${shown.join(', ')}.`;
  return new CliError('CLI_UNKNOWN_PARAMETER', `${what} has no parameter "${name}".${guess} ${list}`);
}

/** Returns the error for an entrypoint that is none of the templates of an object. */
export function unknownEntrypoint(name: string, known: readonly string[], what: string): CliError {
  const near = closestName(name, known);
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

function assertEntrypoint(entrypoint: string, specs: readonly TakingSpec[], what: string): void {
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

/** Returns everything that specs call in other objects, directly or through these; undefined if something of it is not known. */
async function findCalled(
  specs: readonly TakingSpec[],
  kept: Readonly<Record<string, unknown>>,
  find: FindTemplate,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const found: Record<string, unknown> = { ...kept };
  const open = referencesIn([specs, kept]);
  // Grows while it is walked.
  for (const reference of open) {
    const { name = '', template = '', clusterScope } = reference;
    const key = `${clusterScope === true ? 'cluster' : 'namespaced'}/${name}/${template}`;
    if (Object.hasOwn(found, key)) continue;
    const object = await find(kindOf(reference), name);
    if (object === undefined) return undefined;
    // Its templates may call each other.
    found[key] = object.spec;
    open.push(...referencesIn(object.spec));
  }
  return found;
}

interface CalledReference extends TemplateReference {
  readonly template?: string;
}

function referencesIn(value: unknown): CalledReference[] {
  const found: CalledReference[] = [];
  JSON.parse(JSON.stringify(value ?? null), (key, inner: unknown) => {
    // A reference as Argo writes it.
    if (key === 'templateRef' && typeof inner === 'object' && inner !== null) found.push(inner);
    return inner;
  });
  return found;
}

function kindOf({ clusterScope }: TemplateReference): TemplateKind {
  return clusterScope === true ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
}
