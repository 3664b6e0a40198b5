import { hasPlaceholder } from './fill-tags.ts';
import { isLibrary, type Subject } from './subject.ts';
import type { Step } from './template-fields.ts';
import type { Call, TemplateView } from './template-view.ts';

/** What a call refers to. */
export type CallTarget =
  | { readonly kind: 'template'; readonly template: TemplateView; readonly home: Subject }
  | { readonly kind: 'unknownTemplate'; readonly name: string; readonly home: Subject }
  | { readonly kind: 'unknownLibrary'; readonly library: LibraryName }
  /** A tag in the name, whose value is known only at run time. */
  | { readonly kind: 'dynamic' }
  | { readonly kind: 'nothing' };

/** Names a WorkflowTemplate or ClusterWorkflowTemplate. */
export interface LibraryName {
  readonly name: string;
  readonly clusterScope: boolean;
  readonly namespace: string;
}

/** Resolves references between the objects of one run of lint. */
export interface Catalogue {
  findLibrary(reference: LibraryName): Subject | undefined;
  /** Returns the first object of the same kind and name; undefined for kinds that others do not refer to by name. */
  firstOfName(subject: Subject): Subject | undefined;
  /** Returns what a step or task of `home` calls. */
  resolve(call: Call, home: Subject): CallTarget;
  /** Returns the WorkflowTemplate that a workflow is made from, if it is known. */
  findOrigin(subject: Subject): Subject | undefined;
  /** Returns the template that a workflow starts with, in itself or in the object that it is made from. */
  resolveEntrypoint(subject: Subject): CallTarget;
  /** Returns the exit handler of a workflow, in itself or in the object that it is made from. */
  resolveExit(subject: Subject): CallTarget;
  /** Returns the names of WorkflowTemplates or ClusterWorkflowTemplates, for suggestions. */
  libraryNames(clusterScope: boolean): readonly string[];
}

/** Returns the catalogue of all objects of one run of lint. */
export function createCatalogue(subjects: readonly Subject[]): Catalogue {
  const libraries = new Map<string, Subject>();
  for (const subject of subjects) {
    if (!isLibrary(subject)) continue;
    const key = libraryKey(referenceTo(subject));
    if (!libraries.has(key)) libraries.set(key, subject);
  }
  const findLibrary = (reference: LibraryName): Subject | undefined => libraries.get(libraryKey(reference));
  return {
    findLibrary,
    firstOfName: (subject) =>
      isLibrary(subject) && subject.metadata.name ? findLibrary(referenceTo(subject)) : undefined,
    resolve: (call, home) =>
      call.inline
        ? { kind: 'template', template: call.inline, home }
        : resolveStep(call.step, home, findLibrary),
    findOrigin: (subject) => findOrigin(subject, findLibrary),
    resolveEntrypoint: (subject) => resolveEnd(subject, 'entrypoint', findLibrary),
    resolveExit: (subject) => resolveEnd(subject, 'onExit', findLibrary),
    libraryNames: (clusterScope) =>
      [...libraries.values()]
        .filter((library) => (library.kind === 'ClusterWorkflowTemplate') === clusterScope)
        .map((library) => library.metadata.name ?? ''),
  };
}

type FindLibrary = Catalogue['findLibrary'];

function resolveStep(step: Step, home: Subject, findLibrary: FindLibrary): CallTarget {
  const { templateRef } = step;
  if (!templateRef) {
    if (!step.template) return { kind: 'nothing' };
    return step.template.includes('{{=') ? { kind: 'dynamic' } : findIn(home, step.template);
  }
  const { name = '', template = '', clusterScope = false } = templateRef;
  if (name === '' || template === '') return { kind: 'nothing' };
  if (name.includes('{{') || template.includes('{{')) return { kind: 'dynamic' };
  const library = { name, clusterScope, namespace: namespaceOf(home) };
  const found = findLibrary(library);
  if (!found) return { kind: 'unknownLibrary', library };
  return hasPlaceholder(template) ? { kind: 'dynamic' } : findIn(found, template);
}

/** Argo looks up entrypoint and exit handler in the WorkflowTemplate that the workflow is made from, which may also name them. */
function resolveEnd(subject: Subject, end: 'entrypoint' | 'onExit', findLibrary: FindLibrary): CallTarget {
  const { spec } = subject;
  const library = originOf(subject);
  if (!library) return spec?.[end] ? findIn(subject, spec[end]) : { kind: 'nothing' };
  const origin = findLibrary(library);
  if (!origin) return { kind: 'unknownLibrary', library };
  const name = spec?.[end] || origin.spec?.[end];
  return name ? findIn(origin, name) : { kind: 'nothing' };
}

function findOrigin(subject: Subject, findLibrary: FindLibrary): Subject | undefined {
  const library = originOf(subject);
  return library && findLibrary(library);
}

function originOf(subject: Subject): LibraryName | undefined {
  const reference = subject.spec?.workflowTemplateRef;
  if (!reference) return undefined;
  const { name = '', clusterScope = false } = reference;
  return { name, clusterScope, namespace: namespaceOf(subject) };
}

function findIn(home: Subject, name: string): CallTarget {
  const template = home.templatesByName.get(name);
  return template ? { kind: 'template', template, home } : { kind: 'unknownTemplate', name, home };
}

function namespaceOf(subject: Subject): string {
  return subject.metadata.namespace ?? '';
}

function referenceTo(subject: Subject): LibraryName {
  const clusterScope = subject.kind === 'ClusterWorkflowTemplate';
  return { name: subject.metadata.name ?? '', clusterScope, namespace: namespaceOf(subject) };
}

function libraryKey({ name, clusterScope, namespace }: LibraryName): string {
  return clusterScope ? `cluster/${name}` : `${namespace}/${name}`;
}
