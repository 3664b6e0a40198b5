import type { YamlDocument } from '@tiphys/workflow';
import { distance } from 'fastest-levenshtein';
import { type FileDocument, textIssue } from '../read/read-inputs.ts';
import type { Issue } from '../report/issue.ts';
import type { LintTarget } from '../structure/lint-target.ts';
import { MERGE_OVERRIDE, NO_KIND, UNKNOWN_KIND } from './text-rules.ts';

const GROUP = 'argoproj.io';
/** Kinds of other programs of the Argo project. */
const OTHER_KINDS: ReadonlySet<string> = new Set(
  `Application ApplicationSet AppProject ArgoCD Rollout AnalysisRun AnalysisTemplate ClusterAnalysisTemplate Experiment
  EventBus EventSource Sensor WorkflowTaskSet WorkflowTaskResult WorkflowArtifactGCTask`.split(/\s+/),
);

/** Tells whether a document that was found in a folder belongs to another program, which has a kind of the same name. */
export function isForeign({ document, isFound }: FileDocument): boolean {
  const { apiVersion } = fieldsOf(document);
  return isFound && typeof apiVersion === 'string' && !isNearGroup(apiVersion);
}

/** Returns what to say of a document that is not an object of Argo. */
export function issueOfOther(one: FileDocument, { tables: { kinds } }: LintTarget): Issue | undefined {
  const { file, exportName, document, isFound } = one;
  const { kind, apiVersion } = fieldsOf(document);
  const place = document.locate([]);
  const origin = exportName === undefined ? {} : { exportName };
  if (typeof kind !== 'string') {
    if (isFound) return undefined;
    const message = 'This document has no "kind", so nothing in it was checked.';
    return { ...textIssue(NO_KIND, file, place), ...origin, message };
  }
  if (typeof apiVersion === 'string' && !isNearGroup(apiVersion)) return undefined;
  if (apiVersion === undefined && isFound) return undefined;
  const meant = OTHER_KINDS.has(kind) ? undefined : nearestKind(kind, Object.keys(kinds));
  if (meant === undefined) return undefined;
  return {
    ...textIssue(UNKNOWN_KIND, file, document.locate(['kind']) ?? place),
    ...origin,
    path: 'kind',
    message: `Argo knows no kind "${kind}", so nothing in this document was checked.`,
    suggestion: `Did you mean "${meant}"?`,
    ignoredByArgo: true,
  };
}

/** Returns an issue for each key that a document gets by `<<` and once more. */
export function mergeIssues({ file, document }: FileDocument): readonly Issue[] {
  return (document.findMergeOverrides?.() ?? []).map(({ key, ...place }) => ({
    ...textIssue(MERGE_OVERRIDE, file, place),
    message: `The key "${key}" is in this mapping and in what "<<" merges: Argo counts it twice and drops the document.`,
    suggestion: 'Write the mapping without "<<", or merge only what it does not have.',
  }));
}

interface DocumentFields {
  readonly kind?: unknown;
  readonly apiVersion?: unknown;
}

function fieldsOf({ value }: YamlDocument): DocumentFields {
  return typeof value === 'object' && value !== null ? value : {};
}

function isNearGroup(apiVersion: string): boolean {
  return distance(apiVersion.split('/', 1)[0] ?? '', GROUP) <= 2;
}

function nearestKind(kind: string, kinds: readonly string[]): string | undefined {
  const folded = kind.toLowerCase().replace(/[-_\s]/g, '');
  const near = kinds.map((name) => ({ name, apart: distance(folded, name.toLowerCase()) }));
  const [best] = near.sort((a, b) => a.apart - b.apart);
  return best && best.apart <= 3 ? best.name : undefined;
}
