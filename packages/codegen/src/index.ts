export { checkTexts, type TextProblems } from './check-texts.ts';
export { CodegenError, type CodegenErrorCode } from './codegen-error.ts';
export type { Texts } from './documentation.ts';
export { orderFields } from './field-order.ts';
export { type FileTree, type GenerateOptions, generateModels } from './generate-models.ts';
export { readTexts } from './read-texts.ts';
export { writeModels } from './write-models.ts';
