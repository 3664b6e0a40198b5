import { startAt } from '@tiphys/engine';
import type { ArgoObject } from '@tiphys/models/facts';
import { closestName } from '@tiphys/models/facts';
import type { LoadedSource } from '../source/load-source.ts';
import { CliError } from '../world/cli-error.ts';
import { chooseRunnable } from './choose-workflow.ts';
import { listTemplates, unknownEntrypoint } from './fit-to-taker.ts';

/** The fields of a spec that are read. In the user's file, any of them may be missing or wrong. */
interface Spec {
  readonly entrypoint?: string;
  readonly workflowTemplateRef?: unknown;
  readonly templates?: readonly { readonly name?: string }[];
}

/**
 * Returns a source with the given template as its entrypoint. The parameters of the template become parameters of the workflow, so that
 * the command line can set them.
 *
 * @throws CliError `CLI_UNKNOWN_ENTRYPOINT` if there is no such template; `CLI_NO_ENTRYPOINT` if no template is given, and a
 * WorkflowTemplate has no entrypoint; `CLI_NO_WORKFLOW`, `CLI_SEVERAL_WORKFLOWS`
 */
export function setEntrypoint(source: LoadedSource, name: string | undefined): LoadedSource {
  const objects = source.kind === 'pipeline' ? [source.compiled.manifest] : source.objects;
  const chosen = chooseRunnable(objects, source.file);
  const spec = specOf(chosen);
  if (spec === undefined) return source;
  if (name === undefined) {
    assertEntrypoint(chosen, spec, source.file);
    return source;
  }
  const started = startAt(chosen, name);
  if (started === undefined) throw unknownEntrypoint(name, namesOf(spec), source.file);
  if (source.kind === 'objects')
    return { ...source, objects: objects.map((object) => (object === chosen ? started : object)) };
  // Of a Workflow, only the spec has changed.
  const manifest = started as typeof source.compiled.manifest;
  return { ...source, compiled: { ...source.compiled, manifest } };
}

function specOf(object: ArgoObject): Spec | undefined {
  const spec: unknown = object.kind === 'CronWorkflow' ? object.spec?.workflowSpec : object.spec;
  return typeof spec === 'object' && spec !== null ? spec : undefined;
}

function assertEntrypoint({ kind }: ArgoObject, spec: Spec, file: string): void {
  assertKnownEntrypoint(spec);
  const isLibrary = kind === 'WorkflowTemplate' || kind === 'ClusterWorkflowTemplate';
  if (!isLibrary || spec.entrypoint !== undefined || spec.workflowTemplateRef !== undefined) return;
  throw new CliError(
    'CLI_NO_ENTRYPOINT',
    `The ${kind} in ${file} has no entrypoint. Choose a template with --entrypoint. ${listTemplates(namesOf(spec))}`,
  );
}

function assertKnownEntrypoint(spec: Spec): void {
  const { entrypoint, workflowTemplateRef } = spec;
  const known = namesOf(spec);
  if (typeof entrypoint !== 'string' || entrypoint === '' || entrypoint.includes('{{')) return;
  if (workflowTemplateRef !== undefined || known.length === 0 || known.includes(entrypoint)) return;
  const near = closestName(entrypoint, known);
  const guess = near === undefined ? '' : ` Did you mean "${near}"?`;
  throw new CliError(
    'CLI_UNKNOWN_ENTRYPOINT',
    `The entrypoint "${entrypoint}" is not a template of this workflow.${guess} ${listTemplates(known)}`,
  );
}

function namesOf({ templates }: Spec): readonly string[] {
  return listOf(templates).flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
}

/** Returns the objects in a list of the user's file, which may contain anything. */
function listOf<T extends object>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value)
    ? value.filter((item: T | null) => typeof item === 'object' && item !== null)
    : [];
}
