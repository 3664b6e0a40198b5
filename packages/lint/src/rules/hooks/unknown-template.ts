import type { JsonPath } from '@tiphys/models/facts';
import type { Subject } from '../../view/subject.ts';
import type { Hook } from '../../view/template-fields.ts';
import type { Finding, Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';

/** Argo's linter does not check the templates that hooks call. */
export const unknownHookTemplate: Rule = {
  id: 'hooks/unknown-template',
  severity: 'error',
  ignoredByArgo: true,
  summary: 'The templates that hooks and exit handlers call exist.',
  *check(subject) {
    const { spec, specPath, allTemplates } = subject;
    if (!spec?.workflowTemplateRef) yield* checkHooks(subject, spec?.hooks, [...specPath, 'hooks']);
    for (const { calls } of allTemplates) {
      for (const { step, path } of calls) {
        yield* checkHooks(subject, step.hooks, [...path, 'hooks']);
        if (step.onExit) yield* checkName(subject, step.onExit, [...path, 'onExit']);
      }
    }
  },
};

function* checkHooks(
  subject: Subject,
  hooks: Readonly<Record<string, Hook>> | undefined,
  path: JsonPath,
): Generator<Finding> {
  for (const [name, { template }] of Object.entries(hooks ?? {})) {
    if (template) yield* checkName(subject, template, [...path, name, 'template']);
  }
}

function* checkName({ templatesByName }: Subject, name: string, path: JsonPath): Generator<Finding> {
  if (name.includes('{{') || templatesByName.has(name)) return;
  yield { path, message: `Template "${name}" does not exist.`, ...suggest(name, templatesByName.keys()) };
}
