export type { ConversionOptions, FieldEdit, FieldValues } from './conversion-rule.ts';
export { ConvertError, type ConvertErrorCode } from './convert-error.ts';
export { convertForTarget } from './convert-for-target.ts';
export {
  type Conversion,
  type ConversionChange,
  type ConversionProblem,
  convertObject,
} from './convert-object.ts';
export { type ConversionNote, convertYaml, type TextConversion } from './convert-yaml.ts';
export { decideFields, type FieldsDecision } from './decide-fields.ts';
export { describeEdit } from './describe-edit.ts';
export { changedFields, type FieldSpan, fieldSpan, knowsField } from './field-history.ts';
