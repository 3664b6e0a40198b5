import { type ArgoObject, formatPath, readYaml, type YamlDocument } from '@tiphys/workflow';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { isInUncheckedInline } from './inline-order.ts';
import type { Issue, Severity } from './issue.ts';
import { type LintTarget, NEWEST } from './lint-target.ts';
import type { Finding, Rule } from './rule.ts';
import { rules } from './rules.ts';
import { type Subject, viewSubject } from './subject.ts';
import { createNearestSearch, type FindNearest } from './suggestion.ts';
import { NO_KIND, textRuleOf } from './text-rules.ts';

/** A file to check. */
export interface LintInput {
  readonly file: string;
  readonly text: string;
}

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
export function lint(inputs: readonly LintInput[], options: LintOptions = {}): readonly Issue[] {
  const files = inputs.map(({ file, text }) => ({ file, ...readYaml(text, { file }) }));
  const issues: Issue[] = [];
  for (const { file, problems } of files) {
    for (const problem of problems) {
      const { message, line, column } = problem;
      const { id, severity } = textRuleOf(problem);
      if (isActive(id, options)) issues.push({ rule: id, severity, message, file, path: '', line, column });
    }
  }
  const documents = files.flatMap(({ file, documents: found }) =>
    found.map((document) => ({ file, document })),
  );
  for (const issue of lintDocuments(documents, options)) issues.push(issue);
  return inOrder(
    issues,
    inputs.map(({ file }) => file),
  );
}

/**
 * Checks objects that are not written yet; their issues have a path, and line 1.
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
    document: { value, locate: () => ({ line: 1, column: 1 }) },
  }));
  return lintDocuments(documents, options);
}

interface FileDocument {
  readonly file: string;
  readonly document: YamlDocument;
}

function lintDocuments(documents: readonly FileDocument[], options: LintOptions): readonly Issue[] {
  const subjects: Subject[] = [];
  const issues: Issue[] = [];
  for (const { file, document } of documents) {
    const subject = viewSubject(file, document, options.target ?? NEWEST);
    if (subject) subjects.push(subject);
    else if (!namesKind(document) && isActive(NO_KIND.id, options)) issues.push(reportNoKind(file, document));
  }
  const catalogue = createCatalogue(subjects);
  const active = rules.filter(({ id }) => isActive(id, options));
  const run = { active, catalogue, findNearest: createNearestSearch(), compat: options.compat };
  for (const subject of subjects) for (const issue of lintSubject(subject, run)) issues.push(issue);
  return issues;
}

function isActive(id: string, { disable = [] }: LintOptions): boolean {
  return !disable.some((off) => id === off || id.startsWith(`${off}/`));
}

interface Run {
  readonly active: readonly Rule[];
  readonly catalogue: Catalogue;
  readonly findNearest: FindNearest;
  readonly compat: LintOptions['compat'];
}

function* lintSubject(subject: Subject, run: Run): Generator<Issue> {
  const found: Issue[] = [];
  for (const rule of run.active) {
    for (const finding of rule.check(subject, run.catalogue)) {
      const issue = toIssue({ subject, rule, finding, suggestion: suggestionOf(finding, run.findNearest) });
      const isDemoted = run.compat === 'argo' && issue.ignoredByArgo;
      found.push(isDemoted ? { ...issue, severity: 'warning' } : issue);
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
  for (const issue of found) {
    if (!yielding.get(issue.rule)?.some((rule) => places.has(`${rule} ${issue.path}`))) yield issue;
  }
}

function suggestionOf({ suggestion, misspelt }: Finding, findNearest: FindNearest): string | undefined {
  if (suggestion !== undefined || !misspelt) return suggestion;
  const nearest = findNearest(misspelt);
  return nearest === undefined ? undefined : `Did you mean "${nearest}"?`;
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
    path: formatPath(finding.path),
    ...(subject.locate(finding.path, finding.part) ?? { line: 1, column: 1 }),
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

/** Documents that say they are no Argo object are none of our business; those that say nothing are a mistake worth a word. */
function namesKind({ value }: YamlDocument): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}

function reportNoKind(file: string, document: YamlDocument): Issue {
  return {
    rule: NO_KIND.id,
    severity: NO_KIND.severity,
    message: 'This document has no "kind", so nothing in it was checked.',
    file,
    path: '',
    ...(document.locate([]) ?? { line: 1, column: 1 }),
  };
}

function inOrder(issues: readonly Issue[], files: readonly string[]): readonly Issue[] {
  const rank = new Map(files.map((file, index) => [file, index]));
  return [...issues].sort(
    (a, b) => (rank.get(a.file) ?? 0) - (rank.get(b.file) ?? 0) || a.line - b.line || a.column - b.column,
  );
}
