import type { YamlProblem } from '@tiphys/workflow';
import type { Severity } from '../report/issue.ts';

/** What is found before there is an object to check. */
export interface TextRule {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
}

/** A document that says nothing of itself. */
export const NO_KIND: TextRule = {
  id: 'object/no-kind',
  severity: 'warning',
  summary: 'Every document names its kind.',
};

/** A Helm template in place of a manifest: what it becomes is what has to be checked. */
export const HELM: TextRule = {
  id: 'yaml/helm',
  severity: 'error',
  summary: 'The text is a manifest, not the Helm template of one.',
};

/** Argo and Kubernetes read nothing else. */
export const ENCODING: TextRule = {
  id: 'yaml/encoding',
  severity: 'error',
  summary: 'The file is UTF-8.',
};

/** go-yaml counts such a key twice, and Argo's strict reader drops the document. */
export const MERGE_OVERRIDE: TextRule = {
  id: 'yaml/merge-override',
  severity: 'error',
  summary: 'No key is in a mapping and also in what "<<" merges into it.',
};

/** Argo passes over a kind that it does not know. */
export const UNKNOWN_KIND: TextRule = {
  id: 'object/unknown-kind',
  severity: 'error',
  summary: "The kind of an object is spelt as one of Argo's.",
};

const BY_CODE = {
  WORKFLOW_YAML_SYNTAX: { id: 'yaml/syntax', severity: 'error', summary: 'The text is YAML.' },
  WORKFLOW_YAML_DUPLICATE_KEY: {
    id: 'yaml/duplicate-key',
    severity: 'error',
    summary: 'No key is in a mapping twice.',
  },
  WORKFLOW_YAML_KEY: {
    id: 'yaml/key',
    severity: 'error',
    summary: 'Keys are strings, numbers or truth values.',
  },
  WORKFLOW_YAML_ALIAS: {
    id: 'yaml/alias',
    severity: 'error',
    summary: 'Aliases lead to anchors, and do not blow the document up.',
  },
  WORKFLOW_YAML_NUMBER: {
    id: 'yaml/number',
    severity: 'error',
    summary: 'Every number is one that JSON has.',
  },
} as const satisfies Readonly<Record<string, TextRule>>;

/** Gives the rule that a mistake in the YAML breaks. */
export function textRuleOf({ code }: YamlProblem): TextRule {
  return Object.hasOwn(BY_CODE, code) ? BY_CODE[code as keyof typeof BY_CODE] : BY_CODE.WORKFLOW_YAML_SYNTAX;
}

/** Every rule about the text of a file. */
export const textRules: readonly TextRule[] = [
  ...Object.values(BY_CODE),
  ENCODING,
  HELM,
  MERGE_OVERRIDE,
  NO_KIND,
  UNKNOWN_KIND,
];
