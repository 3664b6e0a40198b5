import { isAncestor } from '../../scope/ancestry.ts';
import { referencedCalls } from '../../scope/referenced-calls.ts';
import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/** Argo waits for the output until somebody stops the workflow. */
export const neverReady: Rule = {
  id: 'dag/never-ready',
  severity: 'error',
  ignoredByArgo: true,
  yieldsTo: ['dag/missing-dependency', 'variables/unresolved', 'expressions/unknown-name'],
  summary: 'A task or step uses only outputs of tasks and steps that end before it starts.',
  *check({ allTemplates }) {
    for (const view of allTemplates) {
      for (const call of view.calls) {
        const { hooks: _hooks, inline: _inline, ...step } = call.step;
        for (const { name, path } of referencedCalls(
          step,
          call.path,
          view.template.dag ? 'tasks' : 'steps',
        )) {
          const other = view.callsByName.get(name);
          if (!other || other === call) continue;
          const isReady = view.template.dag ? isAncestor(view, call, name) : other.group < call.group;
          if (isReady) continue;
          const why = view.template.dag ? ' but does not depend on it' : ', which runs at the same time';
          yield {
            path,
            message: `${capital(call.title)} uses an output of ${other.title}${why}, so it may wait forever.`,
          };
        }
      }
    }
  },
};
