import { placedTags } from '../../scope/tag-walk.ts';
import { isLoop } from '../../view/template-view.ts';
import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

const ARTIFACT = /^(?:steps|tasks)\.([^.]+)\.outputs\.artifacts\./;

/** Argo collects the output parameters of a loop in a list, but not its artifacts. */
export const loopArtifact: Rule = {
  id: 'call/loop-artifact',
  severity: 'error',
  ignoredByArgo: true,
  yieldsTo: ['variables/unresolved'],
  summary: 'No task takes an artifact from a loop.',
  *check({ allTemplates }) {
    for (const { template, path, calls, callsByName } of allTemplates) {
      const places = [
        ...calls.map(({ step, path: at }) => ({ value: step.arguments, at: [...at, 'arguments'] })),
        { value: template.outputs, at: [...path, 'outputs'] },
      ];
      for (const { value, at } of calls.some(isLoop) ? places : []) {
        for (const { tag, path: place } of placedTags(value, at)) {
          const other = callsByName.get(ARTIFACT.exec(tag)?.[1] ?? '');
          if (!other || !isLoop(other)) continue;
          yield {
            path: place,
            message: `${capital(other.title)} is a loop, so its artifacts cannot be used.`,
            suggestion:
              'Give each item a key of its own in the artifact repository, and read the folder above the keys.',
          };
        }
      }
    }
  },
};
