import type { TemplateFields } from '../manifest/fields.ts';
import { fillTemplate } from '../semantics/values/inputs.ts';
import type { RunState } from '../state/run-state.ts';
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
  const { local } = run.templates;
  const declared = (spec.arguments?.parameters ?? []).map(({ name }) => `workflow.parameters.${name}`);
  const check: TemplateCheck = {
    store: run.templates,
    globals: globalNames([...run.globals.keys(), ...declared], [...local.templates.values()]),
    values: valuesForCheck(run.globals),
    visited: new Set(),
  };
  for (const name of [spec.entrypoint, spec.onExit]) {
    const found = name ? findTemplate(check, local, { template: name }) : undefined;
    if (!found) continue;
    checkReplacement(run, found.template);
    checkTemplate(check, { ...found, arguments: spec.arguments ?? {}, known: spec.arguments ?? {} });
  }
  checkHooks(spec.hooks, 'hooks');
  for (const template of local.templates.values()) {
    checkTemplate(check, { template, context: local, arguments: undefined });
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
      globals: run.globals,
      locals: new Map(),
      objects: run.objects,
    });
  } catch (error) {
    throwIfBroken(template, error);
  }
}
