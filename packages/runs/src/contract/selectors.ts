import type { Workflow } from '@tiphys/models';
import { RunsError } from './runs-error.ts';

type Labels = Readonly<Record<string, string | undefined>>;

/**
 * Returns a function that tells whether labels fulfil a selector, as `kubectl -l` reads it: `a=b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`,
 * `a`, `!a`, separated by commas.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 * @throws RunsError `RUNS_INVALID_SELECTOR`
 */
export function parseLabelSelector(text: string): (labels: Labels) => boolean {
  const conditions = splitSelector(text).map((part) => parseCondition(part, text));
  return (labels) => conditions.every((holds) => holds(labels));
}

/** Returns the parts of a selector between commas that are not in parentheses. */
function splitSelector(text: string): readonly string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const KEY = '[\\w./-]+';

function parseCondition(part: string, whole: string): (labels: Labels) => boolean {
  const [, key = '', operator, value = ''] =
    new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*([\\w.-]*)$`).exec(part) ?? [];
  if (operator !== undefined)
    return operator === '!=' ? (labels) => labels[key] !== value : (labels) => labels[key] === value;
  const [, inKey = '', word, list = ''] =
    new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`).exec(part) ?? [];
  if (word !== undefined) {
    const values = list.split(',').map((one) => one.trim());
    const isIn = (labels: Labels): boolean =>
      values.includes(labels[inKey] ?? '') && labels[inKey] !== undefined;
    return word === 'in' ? isIn : (labels) => !isIn(labels);
  }
  const [, not, only] = new RegExp(`^(!\\s*)?(${KEY})$`).exec(part) ?? [];
  if (only !== undefined)
    return not === undefined
      ? (labels) => labels[only] !== undefined
      : (labels) => labels[only] === undefined;
  throw new RunsError(
    'RUNS_INVALID_SELECTOR',
    `"${part}" is not a condition of a label selector${part === whole ? '' : ` (in "${whole}")`}. Write, for example, app=web,tier!=cache.`,
  );
}

/**
 * Returns a function that tells whether a workflow fulfils a field selector: `metadata.name=x`, `metadata.namespace!=y`.
 *
 * @throws RunsError `RUNS_INVALID_SELECTOR`
 */
export function parseFieldSelector(text: string): (workflow: Workflow) => boolean {
  const conditions = splitSelector(text).map((part) => {
    const [, field, operator, value] =
      /^(metadata\.name|metadata\.namespace)\s*(==|=|!=)\s*(.*)$/.exec(part) ?? [];
    if (field === undefined)
      throw new RunsError(
        'RUNS_INVALID_SELECTOR',
        `"${part}" is not a condition of a field selector. The fields are metadata.name and metadata.namespace: metadata.name=hello`,
      );
    return ({ metadata }: Workflow): boolean => {
      const actual = field === 'metadata.name' ? metadata.name : metadata.namespace;
      return operator === '!=' ? actual !== value : actual === value;
    };
  });
  return (workflow) => conditions.every((holds) => holds(workflow));
}
