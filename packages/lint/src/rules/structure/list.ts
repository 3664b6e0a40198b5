import type { Rule } from '../rule.ts';
import { fieldGroup } from './field-group.ts';
import { ignoredValue } from './ignored-value.ts';
import { missingField } from './missing-field.ts';
import { refusedValue } from './refused-value.ts';
import { unknownField } from './unknown-field.ts';
import { wrongCase } from './wrong-case.ts';
import { wrongType } from './wrong-type.ts';

/** The rules about fields and their values. */
export const structureRules: readonly Rule[] = [
  fieldGroup,
  ignoredValue,
  missingField,
  refusedValue,
  unknownField,
  wrongCase,
  wrongType,
];
