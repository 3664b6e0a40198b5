export type { Issue, IssuePlace, Severity } from './issue.ts';
export { type LintOptions, type LintReport, lint, lintFiles, lintObjects } from './lint.ts';
export type { LintInput, LintObjects } from './lint-input.ts';
export { type LintTarget, loadLintTarget } from './lint-target.ts';
export { listRules, type RuleSummary } from './list-rules.ts';
export { type RenderIssuesOptions, renderIssues } from './render-issues.ts';
