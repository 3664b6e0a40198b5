import { argumentLists } from '../../view/argument-lists.ts';
import { hasLocation } from '../../view/has-location.ts';
import type { Rule } from '../rule.ts';

/** Argo requires `from` or a location here, even beside `fromExpression`. */
export const artifactSource: Rule = {
  id: 'arguments/artifact-source',
  severity: 'error',
  summary: 'Every artifact argument has a source.',
  *check(subject) {
    for (const { list, path } of argumentLists(subject)) {
      for (const [index, artifact] of (list.artifacts ?? []).entries()) {
        const { name = '', from, fromExpression } = artifact;
        const at = [...path, 'artifacts', index];
        if (!from && !hasLocation(artifact)) {
          yield {
            path: at,
            message: `Artifact "${name}" needs "from" or a location, such as "s3" with a "key".`,
          };
        } else if (from && fromExpression) {
          yield {
            path: at,
            message: `Artifact "${name}" has both "from" and "fromExpression": use one of them.`,
          };
        }
      }
    }
  },
};
