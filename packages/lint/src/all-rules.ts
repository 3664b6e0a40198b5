import { argumentsRules } from './rules/arguments/list.ts';
import { callRules } from './rules/call/list.ts';
import { cronRules } from './rules/cron/list.ts';
import { dagRules } from './rules/dag/list.ts';
import { expressionsRules } from './rules/expressions/list.ts';
import { hooksRules } from './rules/hooks/list.ts';
import { namesRules } from './rules/names/list.ts';
import { objectRules, objectTextRules } from './rules/object/list.ts';
import { outputsRules } from './rules/outputs/list.ts';
import type { Rule } from './rules/rule.ts';
import { structureRules } from './rules/structure/list.ts';
import { templateRules } from './rules/template/list.ts';
import type { TextRule } from './rules/text-rule.ts';
import { variablesRules } from './rules/variables/list.ts';
import { workflowRules } from './rules/workflow/list.ts';
import { yamlRules } from './rules/yaml/list.ts';

/** The rules that check the text of a file and its documents, before there is an object to check. */
export const textRules: readonly TextRule[] = [...yamlRules, ...objectTextRules];

/** The rules that check an object of Argo, group by group. */
export const rules: readonly Rule[] = [
  ...argumentsRules,
  ...callRules,
  ...cronRules,
  ...dagRules,
  ...expressionsRules,
  ...hooksRules,
  ...namesRules,
  ...objectRules,
  ...outputsRules,
  ...structureRules,
  ...templateRules,
  ...variablesRules,
  ...workflowRules,
];
