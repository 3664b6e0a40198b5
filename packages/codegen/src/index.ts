export { CodegenError, type CodegenErrorCode } from './codegen-error.ts';
export { type FileTree, type GenerateOptions, generateModels } from './generate-models.ts';
export { generateOperations, type OperationGenerateOptions } from './operations/generate-operations.ts';
export { checkTexts, type TextProblems } from './texts/check-texts.ts';
export type { Texts } from './texts/documentation.ts';
export { readTexts } from './texts/read-texts.ts';
export { modelWriteError, planModels, writeModels } from './write-models.ts';
