import { distance } from 'fastest-levenshtein';
import { fieldsOf, isNearGroup, isOfArgo } from '../../read/argo-document.ts';
import type { TextRule } from '../text-rule.ts';

/** Kinds of other programs of the Argo project. */
const OTHER_KINDS: ReadonlySet<string> = new Set(
  `Application ApplicationSet AppProject ArgoCD Rollout AnalysisRun AnalysisTemplate ClusterAnalysisTemplate Experiment
  EventBus EventSource Sensor WorkflowTaskSet WorkflowTaskResult WorkflowArtifactGCTask`.split(/\s+/),
);

/** Argo skips a kind that it does not know, so the object is never created. */
export const unknownKind: TextRule = {
  id: 'object/unknown-kind',
  severity: 'error',
  summary: "No object has a misspelling of one of Argo's kinds.",
  *check({ documents, isFound }, target) {
    for (const one of documents) {
      const { kind, apiVersion } = fieldsOf(one);
      if (typeof kind !== 'string' || isOfArgo(one, target)) continue;
      const isOther =
        typeof apiVersion === 'string' ? !isNearGroup(apiVersion) : apiVersion === undefined && isFound;
      const meant =
        isOther || OTHER_KINDS.has(kind) ? undefined : nearestKind(kind, Object.keys(target.tables.kinds));
      if (meant === undefined) continue;
      yield {
        place: one.document.locate(['kind']) ?? one.document.locate([]),
        ...(one.exportName === undefined ? {} : { exportName: one.exportName }),
        path: 'kind',
        message: `Kind "${kind}" does not exist in Argo, so the document was not checked.`,
        suggestion: `Did you mean "${meant}"?`,
        ignoredByArgo: true,
      };
    }
  },
};

function nearestKind(kind: string, kinds: readonly string[]): string | undefined {
  const folded = kind.toLowerCase().replace(/[-_\s]/g, '');
  const near = kinds.map((name) => ({ name, apart: distance(folded, name.toLowerCase()) }));
  const [best] = near.sort((a, b) => a.apart - b.apart);
  return best && best.apart <= 3 ? best.name : undefined;
}
