import { kinds } from '@tiphys/models/tables';

const HELM =
  /\{\{-?\s*(?:\.(?:Values|Release|Chart)\b|(?:include|template|toYaml|if|range|with|define|end)\b)/;

/**
 * Returns whether a text, possibly not valid YAML, looks like a Helm template, which has to be rendered first.
 *
 * @example
 * ```ts
 * looksLikeHelm('name: {{ .Values.name }}'); // => true
 * looksLikeHelm("name: '{{workflow.name}}'"); // => false
 * ```
 */
export function looksLikeHelm(text: string): boolean {
  return HELM.test(text);
}

/**
 * Returns whether a text, possibly not valid YAML, names one of Argo's kinds as the kind of an object or list item.
 *
 * @example
 * ```ts
 * namesArgoKind('kind: CronWorkflow'); // => true
 * namesArgoKind('kind: Deployment'); // => false
 * ```
 */
export function namesArgoKind(text: string): boolean {
  return ARGO_KIND.test(text);
}

/** Matches `kind` as a key in block or flow style, quoted or not. */
const ARGO_KIND = new RegExp(
  `(?:^|[\\s{,])["']?kind["']?[^\\S\\n]*:[^\\S\\n]*["']?(?:${Object.keys(kinds).join('|')})\\b`,
);
