import type { JsonPath } from '@tiphys/models/facts';
import type { Hook } from '../../view/template-fields.ts';
import type { Finding, Rule } from '../rule.ts';

/** Argo's linter checks the hooks of workflows and steps, but not those of tasks. */
export const hookExpression: Rule = {
  id: 'workflow/hook-expression',
  severity: 'error',
  summary: 'Every hook except "exit" has an expression that says when it runs.',
  *check({ spec, specPath, allTemplates }) {
    yield* checkHooks(spec?.hooks, [...specPath, 'hooks']);
    for (const { calls, template } of allTemplates) {
      if (template.dag) continue;
      for (const { step, path } of calls) yield* checkHooks(step.hooks, [...path, 'hooks']);
    }
  },
};

function* checkHooks(hooks: Readonly<Record<string, Hook>> | undefined, path: JsonPath): Generator<Finding> {
  for (const [name, hook] of Object.entries(hooks ?? {})) {
    if (name === 'exit' || hook.expression) continue;
    yield {
      path: [...path, name],
      part: 'key',
      message: `Hook "${name}" needs an "expression" that says when it runs.`,
    };
  }
}
