export { signatureProblemCodes } from './model/codes.ts';
export type {
  FunctionSignature,
  InputDefault,
  InputSignature,
  JsonSchema,
  JsonValue,
  OutputSignature,
  PipelineInputSignature,
  PipelineInputsSignature,
  SignatureFile,
  SignatureProblem,
  SourceLocation,
} from './model/function-signature.ts';
export type { SignatureProblemCode } from './model/problem.ts';
export type { SignatureOptions } from './model/signature-options.ts';
export { findSignatureInputs, type SignatureInputs } from './program/find-signature-inputs.ts';
export { readSignatures } from './read/read-signatures.ts';
