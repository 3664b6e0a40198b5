import type { Parameter } from '../view/argument-fields.ts';
import type { Catalogue } from '../view/catalogue.ts';
import { isLibrary, type Subject } from '../view/subject.ts';
import type { TemplateView } from '../view/template-view.ts';
import { namesGlobally } from './global-name.ts';

/** The workflow variables that templates see. */
export interface Globals {
  has(tag: string, view: TemplateView): boolean;
  /** Known names, for suggestions. */
  readonly names: Iterable<string>;
}

const ALWAYS = [
  'name',
  'status',
  'namespace',
  'uid',
  'mainEntrypoint',
  'serviceAccountName',
  'labels',
  'annotations',
  'labels.json',
  'annotations.json',
];
/** Only the exit handler and what it calls see it. */
export const AT_EXIT = 'workflow.failures';

/** Returns the workflow variables that the templates of an object see. */
export function collectGlobals(subject: Subject, catalogue: Catalogue): Globals {
  const names = new Set(ALWAYS.map((name) => `workflow.${name}`));
  const parameters = allParameters(subject, catalogue);
  if (parameters.length > 0) names.add('workflow.parameters').add('workflow.parameters.json');
  for (const { name } of parameters) names.add(`workflow.parameters.${name ?? ''}`);
  for (const group of ['labels', 'annotations'] as const) {
    for (const key of metadataKeys(subject, catalogue, group)) names.add(`workflow.${group}.${key}`);
  }
  if (subject.spec?.priority !== undefined) names.add('workflow.priority');
  const outputs = collectGlobalOutputs(subject, catalogue);
  const anyParameter = isLibrary(subject);
  const hasExit = catalogue.resolveExit(subject).kind !== 'nothing';
  const beforeExit = hasExit ? reachableTemplates(entrypoint(subject, catalogue), catalogue) : undefined;
  return {
    names,
    has: (tag, view) =>
      names.has(tag) ||
      (tag === AT_EXIT && beforeExit !== undefined && !beforeExit.has(view)) ||
      outputs.has(tag) ||
      (tag.startsWith('workflow.parameters') && anyParameter),
  };
}

function allParameters(subject: Subject, catalogue: Catalogue): readonly Parameter[] {
  const inherited = catalogue.findOrigin(subject)?.spec?.arguments?.parameters ?? [];
  return [...(subject.spec?.arguments?.parameters ?? []), ...inherited];
}

type MetadataGroup = 'labels' | 'annotations';

function* metadataKeys(subject: Subject, catalogue: Catalogue, group: MetadataGroup): Generator<string> {
  const { metadata, spec, cron } = subject;
  const inherited = catalogue.findOrigin(subject)?.spec?.workflowMetadata;
  for (const source of [cron ? cron.workflowMetadata : metadata, spec?.workflowMetadata, inherited]) {
    yield* Object.keys(source?.[group] ?? {});
  }
  if (group === 'labels') {
    for (const source of [spec?.workflowMetadata, inherited]) yield* Object.keys(source?.labelsFrom ?? {});
  }
  if (cron)
    yield group === 'labels' ? 'workflows.argoproj.io/cron-workflow' : 'workflows.argoproj.io/scheduled-time';
}

/** Collects outputs with a global name. A name with a tag may become any name. */
function collectGlobalOutputs(subject: Subject, catalogue: Catalogue): { has(tag: string): boolean } {
  const names = new Set<string>();
  const open = new Set<string>();
  const all = subject.allTemplates.map((template) => ({ template, home: subject }));
  for (const template of reachableTemplates(all, catalogue)) {
    for (const list of ['parameters', 'artifacts'] as const) {
      for (const { globalName } of template.template.outputs?.[list] ?? []) {
        const named = namesGlobally(globalName);
        if (named === 'anything') open.add(list);
        else if (named === 'itself') names.add(`workflow.outputs.${list}.${globalName}`);
      }
    }
  }
  return {
    has: (tag) => names.has(tag) || [...open].some((list) => tag.startsWith(`workflow.outputs.${list}.`)),
  };
}

function entrypoint(subject: Subject, catalogue: Catalogue): readonly HomedTemplate[] {
  const target = catalogue.resolveEntrypoint(subject);
  return target.kind === 'template' ? [target] : [];
}

/** A template, and the object in which its own calls are looked up. */
export interface HomedTemplate {
  readonly template: TemplateView;
  readonly home: Subject;
}

/** Returns templates and every template that they call, in the same object or in others. */
export function reachableTemplates(
  start: readonly HomedTemplate[],
  catalogue: Catalogue,
): ReadonlySet<TemplateView> {
  const seen = new Set<TemplateView>();
  const open = [...start];
  for (let next = open.pop(); next; next = open.pop()) {
    if (seen.has(next.template)) continue;
    seen.add(next.template);
    for (const call of next.template.calls) {
      const target = catalogue.resolve(call, next.home);
      if (target.kind === 'template' && !seen.has(target.template)) open.push(target);
    }
  }
  return seen;
}
