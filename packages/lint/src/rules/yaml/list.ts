import type { TextRule } from '../text-rule.ts';
import { yamlAlias } from './alias.ts';
import { duplicateKey } from './duplicate-key.ts';
import { yamlEncoding } from './encoding.ts';
import { helmTemplate } from './helm.ts';
import { yamlKey } from './key.ts';
import { mergeOverride } from './merge-override.ts';
import { yamlNumber } from './number.ts';
import { yamlSyntax } from './syntax.ts';

/** The rules about the text of a file. */
export const yamlRules: readonly TextRule[] = [
  yamlAlias,
  duplicateKey,
  yamlEncoding,
  helmTemplate,
  yamlKey,
  mergeOverride,
  yamlNumber,
  yamlSyntax,
];
