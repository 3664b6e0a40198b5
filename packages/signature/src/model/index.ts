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
