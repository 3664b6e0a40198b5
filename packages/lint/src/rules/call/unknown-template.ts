import type { CallTarget, Catalogue } from '../../view/catalogue.ts';
import { hasPlaceholder } from '../../view/fill-tags.ts';
import type { Subject } from '../../view/subject.ts';
import type { Call } from '../../view/template-view.ts';
import type { Finding, Rule } from '../rule.ts';
import { giveItsFile, suggest } from '../suggestion.ts';

/** A name that contains a tag must be known before the workflow runs, except in a `templateRef`, which Argo looks up at run time. */
export const unknownTemplate: Rule = {
  id: 'call/unknown-template',
  severity: 'error',
  summary: 'The templates that steps and tasks call exist.',
  *check(subject, catalogue) {
    for (const { calls } of subject.allTemplates) {
      for (const call of calls) yield* checkCall(call, subject, catalogue);
    }
  },
};

function* checkCall(call: Call, subject: Subject, catalogue: Catalogue): Generator<Finding> {
  const target = catalogue.resolve(call, subject);
  const { template, templateRef } = call.written;
  if (target.kind === 'unknownTemplate') {
    const path = [...call.path, ...(templateRef ? ['templateRef', 'template'] : ['template'])];
    const written = (templateRef ? templateRef.template : template) ?? '';
    if (isUnknownName(target.name)) yield { path, ...unknownName(written) };
    else yield { path, ...missingTemplate(target, subject) };
  } else if (target.kind === 'unknownLibrary') {
    const { name, clusterScope } = target.library;
    const path = [...call.path, 'templateRef', 'name'];
    const kind = clusterScope ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
    if (isUnknownName(name)) yield { path, ...unknownName(templateRef?.name ?? '') };
    else
      yield {
        path,
        message: `${kind} "${name}" is not in any of the given files.`,
        ...suggest(name, catalogue.libraryNames(clusterScope)),
        suggestion: giveItsFile(subject),
      };
  }
}

function isUnknownName(name: string): boolean {
  return hasPlaceholder(name) || name.includes('{{');
}

function unknownName(written: string): Pick<Finding, 'message' | 'suggestion'> {
  return {
    message: `Template name "${written}" has no value yet, and Argo needs it before the workflow runs.`,
    suggestion:
      'Use a workflow parameter that has a value, or call several templates, each with its own "when".',
  };
}

function missingTemplate(
  { name, home }: Extract<CallTarget, { kind: 'unknownTemplate' }>,
  subject: Subject,
): Omit<Finding, 'path'> {
  const where = home === subject ? '' : ` in ${home.kind} "${home.metadata.name ?? ''}"`;
  return {
    message: `Template "${name}" does not exist${where}.`,
    ...suggest(name, home.templatesByName.keys()),
  };
}
