export { locate, locateOffset } from '../model/problem.ts';
export { readCompilerSettings } from './compiler-settings.ts';
export { findDeepCode, isStackOverflow } from './deep-code.ts';
export { createResolver } from './find-signature-inputs.ts';
export { findTsconfig } from './find-tsconfig.ts';
export { evaluateStatically } from './static-value.ts';
