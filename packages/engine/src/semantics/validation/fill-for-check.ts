import { ExpressionError, type Variables } from '@tiphys/expression';
import { CHECK_PLACEHOLDER, isPodTemplate } from '@tiphys/models/facts';
import type { ArgumentFields, TemplateFields } from '../../manifest/fields.ts';
import { fillTemplate } from '../values/inputs.ts';
import { SpecProblem } from './spec-problem.ts';

/**
 * Returns a template as Argo checks it: with the values known before the run, and placeholders for the others. Without arguments, all
 * inputs get placeholders, whatever their own value or location.
 *
 * @throws SpecProblem if a value makes the template invalid JSON
 */
export function fillForCheck(
  template: TemplateFields,
  given: ArgumentFields | undefined,
  { values }: { readonly values: Variables },
): TemplateFields {
  try {
    return fillTemplate(template, {
      arguments: given ?? everyInput(template),
      globals: values,
      locals: localPlaceholders(template),
      objects: [],
    });
  } catch (error) {
    throwIfBroken(template, error);
    return template;
  }
}

/**
 * Throws if a template cannot be filled in because a value breaks its JSON. Any other error shows when the template runs.
 *
 * @throws SpecProblem
 */
function throwIfBroken(template: TemplateFields, error: unknown): void {
  if (!(error instanceof ExpressionError) || error.code !== 'EXPRESSION_SUBSTITUTION') return;
  throw new SpecProblem(`templates.${template.name ?? ''} ${error.message}`);
}

/** Returns whether an argument may hold a character that Go quotes in a way that is not JSON. See docs/semantics/substitution.md#quoting. */
export function mayBreakJson(given: ArgumentFields | undefined): boolean {
  return Boolean(
    given?.parameters?.some(({ value }) => typeof value === 'string' && /[^\x20-\x7e]/.test(value)),
  );
}

/** Returns the variables of a workflow, with placeholders for those that Argo does not know when it checks. */
export function valuesForCheck(globals: Variables): Variables {
  const values = new Map<string, unknown>();
  for (const [name, value] of globals) {
    if (LATE.test(name)) continue;
    values.set(name, KNOWN.test(name) ? value : `${CHECK_PLACEHOLDER}${values.size}`);
  }
  return values;
}

const KNOWN = /^workflow\.(?:parameters\.(?!json$)|priority$)/;
/** Argo's check accepts these without a value. */
const LATE = /^workflow\.(?:creationTimestamp|scheduledTime|duration)/;

function everyInput({ inputs }: TemplateFields): ArgumentFields {
  return {
    parameters: (inputs?.parameters ?? []).map(({ name }, index) => ({
      name,
      value: `${CHECK_PLACEHOLDER}1${index}`,
    })),
    // Any location will do: the check does not read it.
    artifacts: (inputs?.artifacts ?? []).map(({ name }) => ({ name, raw: {} })),
  };
}

const RETRY_NAMES = [
  'retries',
  'lastRetry.exitCode',
  'lastRetry.status',
  'lastRetry.duration',
  'lastRetry.message',
];

function localPlaceholders(template: TemplateFields): Variables {
  const names = [
    ...(isPodTemplate(template) ? ['pod.name'] : []),
    ...(template.retryStrategy ? RETRY_NAMES : []),
  ];
  return new Map(names.map((name, index) => [name, `${CHECK_PLACEHOLDER}2${index}`]));
}
