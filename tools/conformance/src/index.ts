export { type CrdSchema, judge, readCrds } from './crd-verdict.ts';
export { absence, conformance, isAbsent, schemas } from './folder.ts';
export { type LintCase, type LintError, readLintCases } from './lint-cases.ts';
export { nastyString } from './nasty-strings.ts';
export { outOfScopeReason } from './runs/case-scope.ts';
export { compareRun } from './runs/compare-run.ts';
export { type JsonObject, normaliseRun } from './runs/normalise-run.ts';
export { manifestOf, type ReadManifest, type RecordedRun, recordedRuns } from './runs/recorded-runs.ts';
