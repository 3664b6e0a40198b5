import { CHECK_PLACEHOLDER } from '@tiphys/models/facts';
import type { CallFields, TemplateFields, TemplateReference } from '../../manifest/fields.ts';
import { scopeOf, type TemplateStore } from '../values/template-store.ts';
import { hasSimpleTag } from './check-variables.ts';
import { SpecProblem } from './spec-problem.ts';
import { typeOf } from './template-type.ts';

/** The fields of a step or task that name its template. */
export type TemplateChoice = Pick<CallFields, 'template' | 'templateRef' | 'inline'>;

/** A template, and the scope in which its own calls are looked up. */
export interface FoundTemplate {
  readonly template: TemplateFields;
  readonly scope: string;
}

/**
 * Returns the template that a call names; undefined if it is known only when the workflow runs.
 * See docs/semantics/validation.md#template-references.
 *
 * @throws SpecProblem `template name 'X' undefined`, for example
 */
export function findTemplate(
  store: TemplateStore,
  scope: string,
  call: TemplateChoice,
): FoundTemplate | undefined {
  const found = call.templateRef
    ? findReferred(store, call, call.templateRef)
    : findNamed(store, scope, call);
  if (!found) return undefined;
  if (typeOf(found.template) === undefined)
    throw new SpecProblem(`template '${found.template.name ?? ''}' type is unknown`);
  checkRetryPolicy(found.template);
  return found;
}

function findReferred(
  { scopes }: TemplateStore,
  call: TemplateChoice,
  reference: TemplateReference,
): FoundTemplate | undefined {
  const { name, template } = reference;
  if (call.template) throw new SpecProblem('template name cannot be specified with templateRef');
  if (!name) throw new SpecProblem('resource name is required');
  if (!template) throw new SpecProblem('template name is required');
  if (hasSimpleTag(name) || hasSimpleTag(template)) return undefined;
  const scope = scopeOf(reference);
  const found = scopes.get(scope)?.get(template);
  if (found) return { template: found, scope };
  if (template.includes(CHECK_PLACEHOLDER)) return undefined;
  throw new SpecProblem(`template reference ${name}.${template} not found`);
}

function findNamed({ scopes }: TemplateStore, scope: string, call: TemplateChoice): FoundTemplate {
  const found = call.template ? scopes.get(scope)?.get(call.template) : undefined;
  if (call.template && !found) throw new SpecProblem(`template name '${call.template}' undefined`);
  const template = call.inline ?? found;
  if (!template) throw new SpecProblem('failed to get a template');
  return { template, scope };
}

const RETRY_POLICIES = ['', 'Always', 'OnFailure', 'OnError', 'OnTransientError'];

function checkRetryPolicy({ retryStrategy }: TemplateFields): void {
  const policy = retryStrategy?.retryPolicy ?? '';
  if (!RETRY_POLICIES.includes(policy)) throw new SpecProblem(`${policy} is not a valid RetryPolicy`);
}
