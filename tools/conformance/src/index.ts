export { type CrdSchema, judge, readCrds } from './crd-verdict.ts';
export { absence, conformance, isAbsent, schemas } from './folder.ts';
export { type LintCase, type LintError, readLintCases } from './lint-cases.ts';
export { nastyString } from './nasty-strings.ts';
