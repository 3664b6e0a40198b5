export { editObjects } from './edit/edit-objects.ts';
export type { EditedFile, EditOptions, FieldUse, ObjectEdit, TypedObject } from './edit/typed-object.ts';
export { findSignatureInputs, type SignatureInputs } from './find-signature-inputs.ts';
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
} from './function-signature.ts';
export { type SignatureProblemCode, signatureProblemCodes } from './problem.ts';
export { readSignatures } from './read-signatures.ts';
export type { SignatureOptions } from './signature-options.ts';
