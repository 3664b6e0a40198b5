export { type LintReport, lint, lintFiles } from './lint.ts';
export { listRules, type RuleSummary } from './list-rules.ts';
export type { LintInput, LintObjects } from './read/lint-input.ts';
export type { Issue, IssuePlace, Severity } from './report/issue.ts';
export { renderAnnotations } from './report/render-annotations.ts';
export { type RenderIssuesOptions, renderIssues } from './report/render-issues.ts';
export type { LintOptions } from './run/lint-options.ts';
export { type LintTarget, loadLintTarget } from './structure/lint-target.ts';
