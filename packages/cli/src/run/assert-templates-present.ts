import type { Workflow } from '@tiphys/models';
import { closestName } from '@tiphys/models/facts';
import type { LoadedSource } from '../source/load-source.ts';
import { type HeldObject, keyOf } from '../source/read-objects.ts';
import { CliError } from '../world/cli-error.ts';

/** The objects in which templates are looked up. */
export interface TemplateSearch {
  readonly held: readonly HeldObject[];
  readonly source: LoadedSource;
}

/**
 * Checks that all templates of other objects exist that a workflow calls, directly or through other templates.
 *
 * @throws CliError `CLI_TEMPLATE_MISSING` with all missing templates
 */
export function assertTemplatesPresent(workflow: Workflow, search: TemplateSearch): void {
  const walk: Walk = { search, problems: new Set(), visited: new Set() };
  // The user's file may contain anything, or have no spec; only these fields are read.
  const spec = ((workflow as Partial<Workflow>).spec ?? {}) as unknown as Spec;
  const origin = spec.workflowTemplateRef;
  const home = origin === undefined ? undefined : findHolder(origin, 'The workflow', walk);
  for (const call of Object.values(spec.hooks ?? {})) visitCall(call, { home, of: 'The workflow', walk });
  for (const template of [...(spec.templates ?? []), ...templatesOf(home)])
    visitTemplate(template, home, walk);
  if (walk.problems.size === 0) return;
  throw new CliError('CLI_TEMPLATE_MISSING', [...walk.problems].join('\n'));
}

interface Walk {
  readonly search: TemplateSearch;
  readonly problems: Set<string>;
  readonly visited: Set<Template>;
}

interface Reference {
  readonly name?: string;
  readonly template?: string;
  readonly clusterScope?: boolean;
}

interface Call {
  readonly name?: string;
  readonly template?: string;
  readonly templateRef?: Reference;
  readonly inline?: Template;
  readonly hooks?: Readonly<Record<string, Call>>;
}

interface Template {
  readonly name?: string;
  readonly steps?: readonly (Call | readonly Call[])[];
  readonly dag?: { readonly tasks?: readonly Call[] };
}

interface Spec {
  readonly templates?: readonly Template[];
  readonly hooks?: Readonly<Record<string, Call>>;
  readonly workflowTemplateRef?: Reference;
}

function visitTemplate(template: Template, home: HeldObject | undefined, walk: Walk): void {
  if (walk.visited.has(template)) return;
  walk.visited.add(template);
  const calls = [...(template.steps ?? []).flat(), ...(template.dag?.tasks ?? [])] as readonly Call[];
  const where = home === undefined ? '' : ` of the ${keyOf(home.object)}`;
  for (const call of calls) {
    const of = `"${call.name ?? ''}" in the template "${template.name ?? ''}"${where}`;
    for (const one of [call, ...Object.values(call.hooks ?? {})]) visitCall(one, { home, of, walk });
  }
}

interface CallPlace {
  readonly home: HeldObject | undefined;
  /** The call, as the subject of a message. */
  readonly of: string;
  readonly walk: Walk;
}

function visitCall(call: Call, { home, of, walk }: CallPlace): void {
  if (call.inline !== undefined) visitTemplate(call.inline, home, walk);
  const { templateRef, template: local } = call;
  if (templateRef === undefined) {
    const called = templatesOf(home).find(({ name }) => name === local);
    if (called !== undefined) visitTemplate(called, home, walk);
    return;
  }
  const { name = '', template: wanted = '' } = templateRef;
  if (`${name}${wanted}`.includes('{{')) return;
  const holder = findHolder(templateRef, `${of} calls the template "${wanted}". It`, walk);
  if (holder === undefined) return;
  const templates = templatesOf(holder);
  const called = templates.find((one) => one.name === wanted);
  if (called !== undefined) visitTemplate(called, holder, walk);
  else walk.problems.add(missingTemplate(holder, wanted, of));
}

function findHolder(reference: Reference, of: string, walk: Walk): HeldObject | undefined {
  const kind = reference.clusterScope === true ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
  const { held, source } = walk.search;
  const found = held.find(({ object }) => object.kind === kind && object.metadata?.name === reference.name);
  if (found !== undefined || (reference.name ?? '').includes('{{')) return found;
  const seen =
    source.kind === 'pipeline'
      ? source.compiled.remotes.find(
          ({ name, clusterScope }) => name === reference.name && clusterScope === reference.clusterScope,
        )
      : undefined;
  const where =
    seen?.file === undefined
      ? 'which is in none of the files'
      : `which is no longer in ${seen.file}, from which its component was generated`;
  walk.problems.add(
    `${of} needs the ${kind} "${reference.name}", ${where}. Add the file that contains it: --with FILE`,
  );
  return undefined;
}

function missingTemplate(held: HeldObject, wanted: string, of: string): string {
  const names = templatesOf(held).flatMap(({ name }) => name ?? []);
  const near = closestName(wanted, names);
  const guess = near === undefined ? '' : ` Did you mean "${near}"?`;
  return `${of} calls the template "${wanted}", which is not in the ${keyOf(held.object)} of ${held.file}.${guess} Available templates: ${names.join(', ')}. If it was renamed, run \`tiphys generate\`.`;
}

function templatesOf(held: HeldObject | undefined): readonly Template[] {
  const spec = held?.object.spec as Spec | undefined; // the user's file may contain anything
  return Array.isArray(spec?.templates) ? spec.templates : [];
}
