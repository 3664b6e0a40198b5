import type { TemplateFields } from '../../manifest/fields.ts';
import type { RunState } from '../../state/run-state.ts';
import { fillTemplate } from '../values/inputs.ts';
import { templatesOf } from '../values/template-store.ts';
import { globalsOf } from '../values/variables.ts';
import { checkArguments } from './check-arguments.ts';
import { checkHooks } from './check-hooks.ts';
import { checkTemplate, findTemplate, type TemplateCheck } from './check-template.ts';
import { throwIfBroken, valuesForCheck } from './fill-for-check.ts';
import { globalNames } from './known-names.ts';
import { SpecProblem } from './spec-problem.ts';

/**
 * Returns the message of Argo's validation for an invalid spec; undefined if it is valid.
 * See docs/semantics/validation.md#rules-and-messages.
 */
export function findSpecProblem(run: RunState): string | undefined {
  try {
    checkSpec(run);
    return undefined;
  } catch (error) {
    if (error instanceof SpecProblem) return error.message;
    throw error;
  }
}

function checkSpec(run: RunState): void {
  const { spec } = run;
  checkTemplateNames(spec.templates ?? []);
  checkArguments(spec.arguments, 'spec.arguments.');
  if (!spec.entrypoint) throw new SpecProblem('spec.entrypoint is required');
  const store = templatesOf(run);
  const { local } = store;
  const templates = [...(store.scopes.get(local)?.values() ?? [])];
  const declared = (spec.arguments?.parameters ?? []).map(({ name }) => `workflow.parameters.${name}`);
  const check: TemplateCheck = {
    store,
    globals: globalNames([...Object.keys(run.globals), ...declared], templates),
    values: valuesForCheck(globalsOf(run)),
    visited: new Set(),
  };
  for (const name of [spec.entrypoint, spec.onExit]) {
    const found = name ? findTemplate(check, local, { template: name }) : undefined;
    if (!found) continue;
    checkReplacement(run, found.template);
    checkTemplate(check, { ...found, arguments: spec.arguments ?? {}, known: spec.arguments ?? {} });
  }
  checkHooks(spec.hooks, 'hooks');
  for (const template of templates) {
    checkTemplate(check, { template, scope: local, arguments: undefined });
  }
}

function checkTemplateNames(templates: readonly TemplateFields[]): void {
  const seen = new Set<string>();
  for (const [index, { name }] of templates.entries()) {
    if (!name) throw new SpecProblem(`spec.templates[${index}].name is required`);
    if (seen.has(name)) throw new SpecProblem(`spec.templates[${index}].name '${name}' is not unique`);
    seen.add(name);
  }
}

/**
 * Refuses values that Go quotes in a way that is not valid JSON: they break the whole template.
 * See docs/semantics/substitution.md#quoting.
 */
function checkReplacement(run: RunState, template: TemplateFields): void {
  try {
    fillTemplate(template, {
      arguments: run.spec.arguments ?? {},
      globals: globalsOf(run),
      locals: new Map(),
      objects: run.objects,
    });
  } catch (error) {
    throwIfBroken(template, error);
  }
}
