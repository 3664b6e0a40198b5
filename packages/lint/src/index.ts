export type { Issue, IssuePlace, Severity } from './issue.ts';
export { type LintInput, type LintObjects, type LintOptions, lint, lintObjects } from './lint.ts';
export { type LintTarget, loadLintTarget } from './lint-target.ts';
export { listRules, type RuleSummary } from './list-rules.ts';
export { type RenderIssuesOptions, renderIssues } from './render-issues.ts';
