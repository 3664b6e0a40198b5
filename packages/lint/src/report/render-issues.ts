import { type Paint, renderCodeFrame } from './code-frame.ts';
import type { Issue } from './issue.ts';

/** How {@link renderIssues} writes. */
export interface RenderIssuesOptions {
  /**
   * Whether to use the colours of a terminal.
   *
   * @default false
   */
  readonly colour?: boolean;
  /**
   * The texts of the files; issues in them show the lines around their place.
   *
   * @default []
   */
  readonly inputs?: readonly { readonly file: string; readonly text: string }[];
  /** How many files were checked. @default the number of files with issues */
  readonly files?: number;
}

const STYLES = { red: [31, 39], yellow: [33, 39], cyan: [36, 39], dim: [2, 22], bold: [1, 22] } as const;

/**
 * Returns issues as text for people: place, message, rule, the lines around the place, what to write instead, and the counts at the end.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 *
 * const inputs = [{ file: 'nightly.yaml', text: await readFile('nightly.yaml', 'utf8') }];
 * console.log(renderIssues(lint(inputs), { inputs, colour: true }));
 * ```
 */
export function renderIssues(issues: readonly Issue[], options: RenderIssuesOptions = {}): string {
  const paint: Paint = (style, text) => {
    const [on, off] = STYLES[style];
    return options.colour ? `\u001B[${on}m${text}\u001B[${off}m` : text;
  };
  const texts = new Map(
    (options.inputs ?? []).map(({ file, text }) => [file, text.replace(/\r?\n$/, '').split(/\r?\n/)]),
  );
  const blocks = issues.map((issue) => renderIssue(issue, texts.get(issue.file), paint));
  return `${[...blocks, renderCounts(issues, paint, options.files)].join('\n')}\n`;
}

function renderIssue(issue: Issue, lines: readonly string[] | undefined, paint: Paint): string {
  const place = placeOf(issue);
  const severity = issue.severity === 'error' ? paint('red', 'error') : paint('yellow', 'warning');
  const parts = [`${paint('bold', place)}: ${severity}: ${issue.message} ${paint('dim', `[${issue.rule}]`)}`];
  const { line, column = 1, path, exportName } = issue;
  const hasFrame = lines !== undefined && line !== undefined;
  if (hasFrame) parts.push(...renderCodeFrame({ line, column }, lines, paint));
  // The lines of a module do not show which part of the object is meant.
  if ((!hasFrame || exportName !== undefined) && path !== '') parts.push(`  at ${path}`);
  if (issue.suggestion !== undefined) parts.push(`  ${paint('cyan', 'help')}: ${issue.suggestion}`);
  return `${parts.join('\n')}\n`;
}

function placeOf({ file, line, column, exportName }: Issue): string {
  if (line !== undefined) return `${file}:${line}:${column}`;
  return exportName === undefined ? file : `${file} (export ${exportName})`;
}

function renderCounts(issues: readonly Issue[], paint: Paint, checked: number | undefined): string {
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  const warnings = issues.length - errors;
  if (issues.length === 0) return 'No issues found.';
  const parts = [countOf(errors, 'error', 'red', paint), countOf(warnings, 'warning', 'yellow', paint)];
  const files = new Set(issues.map(({ file }) => file)).size;
  const count =
    checked === undefined || checked <= files
      ? `${files} ${files === 1 ? 'file' : 'files'}`
      : `${files} of ${checked} files`;
  return `${parts.filter((part) => part !== '').join(', ')} in ${count}.`;
}

function countOf(count: number, word: string, style: 'red' | 'yellow', paint: Paint): string {
  return count === 0 ? '' : paint(style, `${count} ${word}${count === 1 ? '' : 's'}`);
}
