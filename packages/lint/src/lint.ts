import {
  type ArgoObject,
  formatPath,
  type JsonPath,
  readYaml,
  type YamlDocument,
  type YamlProblem,
} from '@tiphys/workflow';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { isInUncheckedInline } from './inline-order.ts';
import type { Issue, IssuePlace, Severity } from './issue.ts';
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

/** Objects to check that are not written yet: what a module exports, say. */
export interface LintObjects {
  /** The file that they come from. */
  readonly file: string;
  /** The export of the file that holds them. */
  readonly exportName?: string;
  readonly objects: readonly unknown[];
  /** Returns where the user wrote what is at a path of one of the objects. Without it, issues have no line. */
  readonly locate?: (path: JsonPath) => IssuePlace | undefined;
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
export function lint(
  inputs: readonly (LintInput | LintObjects)[],
  options: LintOptions = {},
): readonly Issue[] {
  const files = inputs.map(readInput);
  const issues: Issue[] = [];
  for (const { file, problems } of files) {
    for (const problem of problems) {
      const { message, line, column } = problem;
      const { id, severity } = textRuleOf(problem);
      if (isActive(id, options)) issues.push({ rule: id, severity, message, file, path: '', line, column });
    }
  }
  const documents = files.flatMap(({ documents: found, ...origin }) =>
    found.map((document) => ({ ...origin, document })),
  );
  for (const issue of lintDocuments(documents, options)) issues.push(issue);
  return inOrder(
    issues,
    inputs.map(({ file }) => file),
  );
}

interface ReadInput {
  readonly file: string;
  readonly exportName?: string;
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly YamlProblem[];
}

function readInput(input: LintInput | LintObjects): ReadInput {
  const { file } = input;
  if ('text' in input) return { file, ...readYaml(input.text, { file }) };
  const { exportName, objects, locate = () => undefined } = input;
  const documents = objects.map((value) => ({ value, locate: (path: JsonPath) => locate(path) }));
  return { file, ...(exportName === undefined ? {} : { exportName }), documents, problems: [] };
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
  const documents = objects.map((value) => ({ file, document: { value, locate: () => undefined } }));
  return lintDocuments(documents, options);
}

interface FileDocument {
  readonly file: string;
  readonly exportName?: string;
  readonly document: YamlDocument;
}

function lintDocuments(documents: readonly FileDocument[], options: LintOptions): readonly Issue[] {
  const subjects: Subject[] = [];
  const issues: Issue[] = [];
  for (const { document, ...origin } of documents) {
    const subject = viewSubject(origin, document, options.target ?? NEWEST);
    if (subject) subjects.push(subject);
    else if (!namesKind(document) && isActive(NO_KIND.id, options))
      issues.push(reportNoKind(origin, document));
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

/** Documents that say they are no Argo object are none of our business; those that say nothing are a mistake worth a word. */
function namesKind({ value }: YamlDocument): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}

function reportNoKind(origin: Omit<FileDocument, 'document'>, document: YamlDocument): Issue {
  return {
    rule: NO_KIND.id,
    severity: NO_KIND.severity,
    message: 'This document has no "kind", so nothing in it was checked.',
    ...origin,
    path: '',
    ...document.locate([]),
  };
}

function inOrder(issues: readonly Issue[], files: readonly string[]): readonly Issue[] {
  const rank = new Map(files.map((file, index) => [file, index]));
  const rankOf = ({ file }: Issue): number => rank.get(file) ?? files.length;
  return [...issues].sort(
    (a, b) => rankOf(a) - rankOf(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}
