import { isAncestor } from '../../scope/ancestry.ts';
import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

const OUTPUT_OF_TASK = /^\{\{tasks\.([^.}]*)/;

/** Without the dependency, the task may start before the outputs exist. */
export const missingDependency: Rule = {
  id: 'dag/missing-dependency',
  severity: 'error',
  yieldsTo: ['variables/unresolved'],
  summary: 'A task that uses outputs of another task depends on it.',
  *check({ allTemplates }) {
    for (const view of allTemplates) {
      if (!view.template.dag) continue;
      for (const call of view.calls) {
        const { parameters = [], artifacts = [] } = call.step.arguments ?? {};
        const sources = [
          ...parameters.map(({ value = '' }, index) => ({ text: value, at: ['parameters', index, 'value'] })),
          ...artifacts.map(({ from = '' }, index) => ({ text: from, at: ['artifacts', index, 'from'] })),
        ];
        for (const { text, at } of sources) {
          const name = OUTPUT_OF_TASK.exec(text)?.[1];
          if (name === undefined || name === 'name' || isAncestor(view, call, name)) continue;
          yield {
            path: [...call.path, 'arguments', ...at],
            message: `${capital(call.title)} uses an output of task "${name}" but does not depend on it.`,
          };
        }
      }
    }
  },
};
