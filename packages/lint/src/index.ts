export { type LintOptions, type LintReport, lint, lintFiles, lintObjects } from './lint.ts';
export { listRules, type RuleSummary } from './list-rules.ts';
export type { LintInput, LintObjects } from './read/lint-input.ts';
export type { Issue, IssuePlace, Severity } from './report/issue.ts';
export { type RenderIssuesOptions, renderIssues } from './report/render-issues.ts';
export { type LintTarget, loadLintTarget } from './structure/lint-target.ts';
