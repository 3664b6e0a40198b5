import type { Step } from './manifest.ts';
import { isLibrary, type Subject } from './subject.ts';
import type { Call, TemplateView } from './template-view.ts';

/** What a call leads to. */
export type Target =
  | { readonly kind: 'template'; readonly template: TemplateView; readonly home: Subject }
  | { readonly kind: 'unknownTemplate'; readonly name: string; readonly home: Subject }
  | { readonly kind: 'unknownLibrary'; readonly library: Reference }
  /** A tag in the reference: only the running workflow knows. */
  | { readonly kind: 'dynamic' }
  | { readonly kind: 'nothing' };

/** Names a WorkflowTemplate or ClusterWorkflowTemplate. */
export interface Reference {
  readonly name: string;
  readonly clusterScope: boolean;
  readonly namespace: string;
}

/** Finds what the objects of one invocation call each other. */
export interface Catalogue {
  findLibrary(reference: Reference): Subject | undefined;
  /** What a step or task of `home` calls. */
  resolve(call: Call, home: Subject): Target;
  /** The template that a workflow starts with, in itself or in the object that it is made from. */
  resolveEntrypoint(subject: Subject): Target;
  /** Names of libraries, for suggestions. */
  libraryNames(clusterScope: boolean): readonly string[];
}

/** Prepares the look-up over every object of an invocation. */
export function createCatalogue(subjects: readonly Subject[]): Catalogue {
  const libraries = new Map<string, Subject>();
  for (const subject of subjects) {
    if (!isLibrary(subject)) continue;
    const clusterScope = subject.kind === 'ClusterWorkflowTemplate';
    libraries.set(
      libraryKey({ name: subject.metadata.name ?? '', clusterScope, namespace: namespaceOf(subject) }),
      subject,
    );
  }
  const findLibrary = (reference: Reference): Subject | undefined => libraries.get(libraryKey(reference));
  return {
    findLibrary,
    resolve: (call, home) =>
      call.inline
        ? { kind: 'template', template: call.inline, home }
        : resolveStep(call.step, home, findLibrary),
    resolveEntrypoint: (subject) => resolveEntrypoint(subject, findLibrary),
    libraryNames: (clusterScope) =>
      [...libraries.values()]
        .filter((library) => (library.kind === 'ClusterWorkflowTemplate') === clusterScope)
        .map((library) => library.metadata.name ?? ''),
  };
}

type FindLibrary = Catalogue['findLibrary'];

function resolveStep(step: Step, home: Subject, findLibrary: FindLibrary): Target {
  const { templateRef } = step;
  if (!templateRef) return step.template ? findIn(home, step.template) : { kind: 'nothing' };
  const { name = '', template = '', clusterScope = false } = templateRef;
  if (name.includes('{{')) return { kind: 'dynamic' };
  if (name === '' || template === '') return { kind: 'nothing' };
  const library = { name, clusterScope, namespace: namespaceOf(home) };
  const found = findLibrary(library);
  if (!found) return { kind: 'unknownLibrary', library };
  return template.includes('{{') ? { kind: 'dynamic' } : findIn(found, template);
}

function resolveEntrypoint(subject: Subject, findLibrary: FindLibrary): Target {
  const { spec } = subject;
  const reference = spec?.workflowTemplateRef;
  if (!reference) return spec?.entrypoint ? findIn(subject, spec.entrypoint) : { kind: 'nothing' };
  const library = {
    name: reference.name ?? '',
    clusterScope: reference.clusterScope ?? false,
    namespace: namespaceOf(subject),
  };
  const found = findLibrary(library);
  if (!found) return { kind: 'unknownLibrary', library };
  const entrypoint = spec.entrypoint || found.spec?.entrypoint;
  return entrypoint ? findIn(found, entrypoint) : { kind: 'nothing' };
}

function findIn(home: Subject, name: string): Target {
  const template = home.templatesByName.get(name);
  return template ? { kind: 'template', template, home } : { kind: 'unknownTemplate', name, home };
}

function namespaceOf(subject: Subject): string {
  return subject.metadata.namespace ?? '';
}

function libraryKey({ name, clusterScope, namespace }: Reference): string {
  return clusterScope ? `cluster/${name}` : `${namespace}/${name}`;
}
