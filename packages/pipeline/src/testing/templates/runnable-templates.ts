import type { Template } from '@tiphys/models';
import type { CalledComponent } from '../../compile/compile-pipeline.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { callsOf } from '../../values/calls-of.ts';

/** An object with templates, as far as it is read. */
interface Holder {
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown };
  readonly spec?: { readonly templates?: readonly Template[] };
}

/**
 * Checks that components without mocks can run in a test: they only wait, or call others that do.
 *
 * @throws PipelineError `PIPELINE_TEST_MOCK_REQUIRED`
 */
export function assertRunnable(components: readonly CalledComponent[], objects: readonly unknown[]): void {
  const wanting = components.filter((one) => !isRunnable(one, objects as readonly Holder[]));
  if (wanting.length === 0) return;
  const names = wanting.map(({ descriptor }) => descriptor.name);
  const [verb, what] =
    names.length === 1 ? ['is', 'a container or another template'] : ['are', 'containers or other templates'];
  throw new PipelineError(
    'PIPELINE_TEST_MOCK_REQUIRED',
    `${names.join(' and ')} ${verb} ${what}, which tests do not run. Add to "mocks": ${names.map((name) => `mock(${name}, (inputs) => ...)`).join(', ')}.`,
  );
}

function isRunnable({ descriptor: { remote } }: CalledComponent, objects: readonly Holder[]): boolean {
  if (remote === undefined) return false;
  const holder = objects.find(
    ({ kind, metadata }) => kind !== 'Secret' && kind !== 'ConfigMap' && metadata?.name === remote.name,
  );
  const templates = remote.own ?? holder?.spec?.templates ?? [];
  return canWait(remote.template, new Map(templates.map((one) => [one.name ?? '', one])), new Set());
}

function canWait(name: string, templates: ReadonlyMap<string, Template>, seen: Set<string>): boolean {
  if (seen.has(name)) return true;
  seen.add(name);
  const template = templates.get(name);
  if (template?.suspend !== undefined) return true;
  const calls = callsOf(template ?? {});
  return calls.length > 0 && calls.every((call) => canWait(call.template ?? '', templates, seen));
}

/** Returns objects in which a template of a holder is replaced, or that have a new holder with it. */
export function replaceTemplate(
  objects: readonly unknown[],
  { name, clusterScope }: { readonly name: string; readonly clusterScope?: true },
  template: Template,
): readonly unknown[] {
  const kind = clusterScope === true ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
  const isHolder = (object: unknown): object is Holder =>
    (object as Holder).kind === kind && (object as Holder).metadata?.name === name;
  const known = objects.find(isHolder);
  const others = (known?.spec?.templates ?? []).filter((one) => one.name !== template.name);
  const holder = {
    ...(known ?? { apiVersion: 'argoproj.io/v1alpha1', kind, metadata: { name } }),
    spec: { ...known?.spec, templates: [...others, template] },
  };
  return [...objects.filter((object) => object !== known), holder];
}

/** Returns a template of a holder, if it is among the objects. */
export function findTemplate(
  objects: readonly unknown[],
  holder: string,
  template: string,
): Template | undefined {
  return (objects as readonly Holder[])
    .find(({ metadata, spec }) => metadata?.name === holder && spec?.templates !== undefined)
    ?.spec?.templates?.find(({ name }) => name === template);
}
