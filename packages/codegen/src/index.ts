export { CodegenError, type CodegenErrorCode } from './codegen-error.ts';
export { orderFields } from './field-order.ts';
export { type FileTree, type GenerateOptions, generateModels } from './generate-models.ts';
export { writeModels } from './write-models.ts';
