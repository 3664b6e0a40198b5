import type { Rule } from '../../rule.ts';

const NAME = /^[-a-zA-Z0-9_]+$/;
const TAG = /\{\{[-a-zA-Z0-9]+(?:\.[-a-zA-Z0-9_]+)*\}\}/;

/** Global outputs are parameters and artifacts of the workflow. */
export const outputGlobalName: Rule = {
  id: 'outputs/global-name',
  severity: 'error',
  summary: 'The global name of an output consists of the characters that Argo allows, or is a tag.',
  *check({ allTemplates }) {
    for (const { template, path } of allTemplates) {
      for (const list of ['parameters', 'artifacts'] as const) {
        for (const [index, { globalName = '' }] of (template.outputs?.[list] ?? []).entries()) {
          if (globalName === '' || NAME.test(globalName) || TAG.test(globalName)) continue;
          yield {
            path: [...path, 'outputs', list, index, 'globalName'],
            message: `"${globalName}" is no global name: it consists of letters, digits, "-" and "_".`,
          };
        }
      }
    }
  },
};
