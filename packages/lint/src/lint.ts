import { rules, textRules } from './all-rules.ts';
import type { LintInput, LintObjects } from './read/lint-input.ts';
import { readInputs } from './read/read-inputs.ts';
import type { Issue } from './report/issue.ts';
import { createNearestSearch } from './rules/suggestion.ts';
import { checkSubject } from './run/check-subject.ts';
import { checkText } from './run/check-text.ts';
import { isActive, type LintOptions } from './run/lint-options.ts';
import { NEWEST } from './structure/lint-target.ts';
import { createCatalogue } from './view/catalogue.ts';
import { viewSubject } from './view/subject.ts';

/**
 * Checks manifests and returns what is wrong in them, file by file from top to bottom. Never throws on bad input. References are
 * looked up in all the inputs together. An `error` means that the workflow cannot run correctly, whether or not `argo lint` finds it (see
 * `compat`); a `warning` is suspicious, or depends on the cluster.
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
 *
 * Objects are checked before anything is written; their issues have a path and no line.
 *
 * @example
 * ```ts
 * import { workflow } from '@tiphys/workflow';
 *
 * const hello = workflow({
 *   metadata: { generateName: 'hello-' },
 *   spec: { entrypoint: 'mian', templates: [{ name: 'main', suspend: {} }] },
 * });
 * lint([{ file: 'hello.ts', objects: [hello] }]).map(({ path }) => path); // => [ 'spec.entrypoint' ]
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

/** Checks manifests as {@link lint} does, and also counts the objects, so that callers know whether there was anything to check. */
export function lintFiles(
  inputs: readonly (LintInput | LintObjects)[],
  options: LintOptions = {},
): LintReport {
  const target = options.target ?? NEWEST;
  const read = readInputs(inputs);
  const issues: Issue[] = [];
  const textRun = { active: textRules.filter(({ id }) => isActive(id, options)), target, options };
  for (const input of read) for (const issue of checkText(input, textRun)) issues.push(issue);
  const subjects = read.flatMap(({ documents }) =>
    documents.flatMap((document) => viewSubject(document, target) ?? []),
  );
  const run = {
    active: rules.filter(({ id }) => isActive(id, options)),
    catalogue: createCatalogue(subjects),
    findNearest: createNearestSearch(),
    options,
  };
  for (const subject of subjects) for (const issue of checkSubject(subject, run)) issues.push(issue);
  return { objects: subjects.length, issues: inOrder(issues, inputs) };
}

function inOrder(issues: readonly Issue[], inputs: readonly { readonly file: string }[]): readonly Issue[] {
  const rank = new Map(inputs.map(({ file }, index) => [file, index]));
  const rankOf = ({ file }: Issue): number => rank.get(file) ?? inputs.length;
  return [...issues].sort(
    (a, b) => rankOf(a) - rankOf(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}
