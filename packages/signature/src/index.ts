export type * from './model/index.ts';
export type { SignatureOptions } from './model/signature-options.ts';
export { findSignatureInputs, type SignatureInputs } from './program/find-signature-inputs.ts';
export { readSignatures } from './read/read-signatures.ts';
