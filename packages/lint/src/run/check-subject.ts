import { formatPath } from '@tiphys/models/facts';
import type { Issue } from '../report/issue.ts';
import type { Finding, Rule } from '../rules/rule.ts';
import type { FindNearest } from '../rules/suggestion.ts';
import type { Catalogue } from '../view/catalogue.ts';
import { isInUncheckedInline } from '../view/inline-order.ts';
import type { Subject } from '../view/subject.ts';
import { type LintOptions, reportedSeverity } from './lint-options.ts';
import { oncePerCause } from './once-per-cause.ts';

/** Everything that one call of {@link lint} checks objects with. */
export interface SubjectRun {
  readonly active: readonly Rule[];
  readonly catalogue: Catalogue;
  readonly findNearest: FindNearest;
  readonly options: LintOptions;
}

/** Returns what the rules find in an object, one issue for each cause. */
export function* checkSubject(subject: Subject, run: SubjectRun): Generator<Issue> {
  const found: Issue[] = [];
  for (const rule of run.active) {
    for (const finding of rule.check(subject, run.catalogue))
      found.push(toIssue({ subject, rule, finding }, run));
  }
  yield* oncePerCause(found, run.active);
}

interface Found {
  readonly subject: Subject;
  readonly rule: Rule;
  readonly finding: Finding;
}

function toIssue(found: Found, { findNearest, options }: SubjectRun): Issue {
  const { subject, rule, finding } = found;
  const { name, generateName } = subject.metadata;
  const isIgnored = isIgnoredByArgo(found);
  const suggestion = suggestionOf(finding, findNearest);
  return {
    rule: rule.id,
    severity: reportedSeverity(finding.severity ?? rule.severity, isIgnored, options),
    message: finding.message,
    ...(isIgnored && { ignoredByArgo: true }),
    file: subject.file,
    ...(subject.exportName === undefined ? {} : { exportName: subject.exportName }),
    path: formatPath([...(subject.within ?? []), ...finding.path]),
    // For an object that code has made, the place may be in another file.
    ...subject.locate(finding.path, finding.part),
    object: { kind: subject.kind, name: name ?? generateName ?? '' },
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function suggestionOf({ suggestion, misspelt }: Finding, findNearest: FindNearest): string | undefined {
  const nearest = misspelt && findNearest(misspelt);
  if (!misspelt || nearest === undefined) return suggestion;
  return misspelt.advice?.(nearest) ?? `Did you mean "${nearest}"?`;
}

/** Argo's lint skips it, as it skips everything in a List. */
const UNCHECKED_KIND = 'WorkflowEventBinding';

function isIgnoredByArgo({ subject, rule, finding }: Found): boolean {
  const severity = finding.severity ?? rule.severity;
  if (severity === 'warning' || subject.kind === UNCHECKED_KIND || subject.within) return true;
  if (finding.ignoredByArgo ?? rule.ignoredByArgo) return true;
  return finding.ignoredByArgo === undefined && !rule.shallow && isInUncheckedInline(subject, finding.path);
}
