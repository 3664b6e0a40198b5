import { type ArgoObject, formatPath } from '@tiphys/workflow';
import { rules } from './all-rules.ts';
import type { LintInput, LintObjects } from './read/lint-input.ts';
import { type FileDocument, readInputs } from './read/read-inputs.ts';
import type { Issue, Severity } from './report/issue.ts';
import { isForeign, issueOfOther, mergeIssues } from './rules/document-issues.ts';
import type { Finding, Rule } from './rules/rule.ts';
import { wrongType } from './rules/structure/wrong-type.ts';
import { createNearestSearch, type FindNearest } from './rules/suggestion.ts';
import { type LintTarget, NEWEST } from './structure/lint-target.ts';
import { type Catalogue, createCatalogue } from './view/catalogue.ts';
import { isInUncheckedInline } from './view/inline-order.ts';
import { type Subject, viewSubject } from './view/subject.ts';

/** What {@link lint} looks for. */
export interface LintOptions {
  /**
   * Codes of rules to leave out; a group such as `structure` leaves out all its rules.
   *
   * @default []
   */
  readonly disable?: readonly string[];
  /**
   * The version of Argo that the manifests are for, from {@link loadLintTarget}.
   *
   * @default the newest
   */
  readonly target?: LintTarget;
  /**
   * Whose verdict the severities give: with `argo`, what Argo's own linter accepts is never an error.
   *
   * @default that of Tiphys: whatever cannot work when the workflow runs is an error
   */
  readonly compat?: 'argo';
}

/**
 * Checks manifests and gives what is wrong in them, file by file from top to bottom. Never throws on bad input. References are
 * looked up in all the files given. An `error` cannot work when the workflow runs, whether or not `argo lint` finds it (see `compat`); a
 * `warning` is suspicious, or depends on the cluster.
 *
 * @example
 * ```ts
 * const text = `
 * apiVersion: argoproj.io/v1alpha1
 * kind: Workflow
 * metadata: { generateName: hello- }
 * spec: { entrypoint: mian, templates: [{ name: main, suspend: {} }] }
 * `;
 * lint([{ file: 'hello.yaml', text }]).map(({ line, path }) => `${line} ${path}`); // => [ '5 spec.entrypoint' ]
 * ```
 */
export function lint(
  inputs: readonly (LintInput | LintObjects)[],
  options: LintOptions = {},
): readonly Issue[] {
  return lintFiles(inputs, options).issues;
}

/** What {@link lintFiles} found. */
export interface LintReport {
  readonly issues: readonly Issue[];
  /** How many objects of Argo were checked. */
  readonly objects: number;
}

/** Checks manifests as {@link lint} does, and also tells whether there was anything to check. */
export function lintFiles(
  inputs: readonly (LintInput | LintObjects)[],
  options: LintOptions = {},
): LintReport {
  const { documents, issues } = readInputs(inputs);
  const active = issues.filter(({ rule }) => isActive(rule, options));
  const report = lintDocuments(documents, options);
  return {
    objects: report.objects,
    issues: inOrder(
      [...active, ...report.issues],
      inputs.map(({ file }) => file),
    ),
  };
}

/**
 * Checks objects that are not written yet; their issues have a path and no line.
 *
 * @example
 * ```ts
 * import { workflow } from '@tiphys/workflow';
 *
 * const hello = workflow({
 *   metadata: { generateName: 'hello-' },
 *   spec: { entrypoint: 'mian', templates: [{ name: 'main', suspend: {} }] },
 * });
 * lintObjects([hello]).map(({ path }) => path); // => [ 'spec.entrypoint' ]
 * ```
 */
export function lintObjects(
  objects: readonly ArgoObject[],
  options: LintOptions & { readonly file?: string } = {},
): readonly Issue[] {
  const file = options.file ?? '';
  const documents = objects.map((value) => ({
    file,
    document: { value, locate: () => undefined },
    isFound: false,
  }));
  return lintDocuments(documents, options).issues;
}

function lintDocuments(documents: readonly FileDocument[], options: LintOptions): LintReport {
  const target = options.target ?? NEWEST;
  const subjects: Subject[] = [];
  const issues: Issue[] = [];
  for (const one of documents) {
    const subject = isForeign(one) ? undefined : viewSubject(one, one.document, target);
    if (subject) subjects.push(subject);
    const found = subject ? mergeIssues(one) : [issueOfOther(one, target) ?? []].flat();
    for (const issue of found) if (isActive(issue.rule, options)) issues.push(demoted(issue, options));
  }
  const catalogue = createCatalogue(subjects);
  const active = rules.filter(({ id }) => isActive(id, options));
  const run = { active, catalogue, findNearest: createNearestSearch(), options };
  for (const subject of subjects) for (const issue of lintSubject(subject, run)) issues.push(issue);
  return { issues, objects: subjects.length };
}

/** With Argo's verdict, what its own linter accepts is never an error. */
function demoted(issue: Issue, { compat }: LintOptions): Issue {
  return compat === 'argo' && issue.ignoredByArgo ? { ...issue, severity: 'warning' } : issue;
}

function isActive(id: string, { disable = [] }: LintOptions): boolean {
  return !disable.some((off) => id === off || id.startsWith(`${off}/`));
}

interface Run {
  readonly active: readonly Rule[];
  readonly catalogue: Catalogue;
  readonly findNearest: FindNearest;
  readonly options: LintOptions;
}

function* lintSubject(subject: Subject, run: Run): Generator<Issue> {
  const found: Issue[] = [];
  for (const rule of run.active) {
    for (const finding of rule.check(subject, run.catalogue)) {
      const issue = toIssue({ subject, rule, finding, suggestion: suggestionOf(finding, run.findNearest) });
      found.push(demoted(issue, run.options));
    }
  }
  yield* oncePerCause(found, run.active);
}

/** Leaves out what another rule says better of the same place. */
function* oncePerCause(found: readonly Issue[], active: readonly Rule[]): Generator<Issue> {
  const yielding = new Map(active.map(({ id, yieldsTo = [] }) => [id, yieldsTo]));
  const better = new Set([...yielding.values()].flat());
  const places = new Set(
    found.filter(({ rule }) => better.has(rule)).map(({ rule, path }) => `${rule} ${path}`),
  );
  // What is read as something else than its author meant is not worth a second look.
  const misread = new Set(found.filter(({ rule }) => rule === wrongType.id).map(({ path }) => path));
  for (const issue of found) {
    if (issue.rule !== wrongType.id && misread.has(issue.path)) continue;
    if (!yielding.get(issue.rule)?.some((rule) => places.has(`${rule} ${issue.path}`))) yield issue;
  }
}

function suggestionOf({ suggestion, misspelt }: Finding, findNearest: FindNearest): string | undefined {
  const nearest = misspelt && findNearest(misspelt);
  if (!misspelt || nearest === undefined) return suggestion;
  return misspelt.advice?.(nearest) ?? `Did you mean "${nearest}"?`;
}

interface Found {
  readonly subject: Subject;
  readonly rule: Rule;
  readonly finding: Finding;
  readonly suggestion: string | undefined;
}

function toIssue({ subject, rule, finding, suggestion }: Found): Issue {
  const { name, generateName } = subject.metadata;
  const severity = finding.severity ?? rule.severity;
  return {
    rule: rule.id,
    severity,
    message: finding.message,
    ...(isIgnoredByArgo({ subject, rule, finding }, severity) && { ignoredByArgo: true }),
    file: subject.file,
    ...(subject.exportName === undefined ? {} : { exportName: subject.exportName }),
    path: formatPath(finding.path),
    // Of an object that code has made, the place may be in another file.
    ...subject.locate(finding.path, finding.part),
    object: { kind: subject.kind, name: name ?? generateName ?? '' },
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** Argo's lint passes it over. */
const UNCHECKED_KIND = 'WorkflowEventBinding';

function isIgnoredByArgo({ subject, rule, finding }: Omit<Found, 'suggestion'>, severity: Severity): boolean {
  if (severity === 'warning' || subject.kind === UNCHECKED_KIND) return true;
  if (finding.ignoredByArgo ?? rule.ignoredByArgo) return true;
  return finding.ignoredByArgo === undefined && !rule.shallow && isInUncheckedInline(subject, finding.path);
}

function inOrder(issues: readonly Issue[], files: readonly string[]): readonly Issue[] {
  const rank = new Map(files.map((file, index) => [file, index]));
  const rankOf = ({ file }: Issue): number => rank.get(file) ?? files.length;
  return [...issues].sort(
    (a, b) => rankOf(a) - rankOf(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}
