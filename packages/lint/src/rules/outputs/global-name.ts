import { namesGlobally } from '../../scope/global-name.ts';
import type { Rule } from '../rule.ts';

const NAME = /^[-a-zA-Z0-9_]+$/;
const EXPRESSION = /\{\{=.*?\}\}/gs;

/** Global outputs become parameters and artifacts of the workflow, and tags refer to them by name. */
export const outputGlobalName: Rule = {
  id: 'outputs/global-name',
  severity: 'error',
  summary: 'The global name of an output consists of the characters that Argo allows, or is a tag.',
  *check({ allTemplates }) {
    for (const { template, path, fill } of allTemplates) {
      for (const list of ['parameters', 'artifacts'] as const) {
        for (const [index, { globalName = '' }] of (template.outputs?.[list] ?? []).entries()) {
          const name = fill(globalName).replace(EXPRESSION, 'x');
          if (name === '' || NAME.test(name) || namesGlobally(name) === 'anything') continue;
          yield {
            path: [...path, 'outputs', list, index, 'globalName'],
            message: `Global name "${globalName}" is invalid: use only letters, digits, "-" and "_".`,
          };
        }
      }
    }
  },
};
