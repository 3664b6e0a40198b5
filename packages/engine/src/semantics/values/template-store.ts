import type {
  CallFields,
  ObjectFields,
  SpecFields,
  TemplateFields,
  TemplateReference,
} from '../../manifest/fields.ts';
import { applyTemplateDefaults } from './template-defaults.ts';

/**
 * Where template names are looked up: the workflow itself, or the WorkflowTemplate of a `templateRef`.
 * See docs/semantics/templates.md#template-scope.
 */
export interface TemplateContext {
  /** `local/wf`, `namespaced/tpl` or `cluster/tpl`. */
  readonly scope: string;
  readonly templates: ReadonlyMap<string, TemplateFields>;
}

/** The fields of a step, task or hook that name its template. */
export type TemplateSelector = Pick<CallFields, 'template' | 'templateRef' | 'inline'>;

/** A template, and the context in which its own calls are looked up. */
export interface ResolvedTemplate {
  readonly template: TemplateFields;
  readonly context: TemplateContext;
}

/** All templates that a run can call. */
export interface TemplateStore {
  readonly local: TemplateContext;
  /** Contexts of WorkflowTemplates and ClusterWorkflowTemplates by scope. */
  readonly referenced: ReadonlyMap<string, TemplateContext>;
  readonly defaults: TemplateFields | undefined;
  /** Cache of templates merged with the defaults. */
  readonly merged: WeakMap<TemplateFields, TemplateFields>;
}

/** Collects the templates of a workflow and of the objects given with it. */
export function createTemplateStore(
  localName: string,
  spec: SpecFields,
  objects: readonly ObjectFields[],
): TemplateStore {
  const referenced = new Map<string, TemplateContext>();
  for (const object of objects) {
    const kind = SCOPE_KINDS[object.kind ?? ''];
    if (kind === undefined) continue;
    const scope = `${kind}/${object.metadata?.name ?? ''}`;
    referenced.set(scope, { scope, templates: byName(object.spec?.templates) });
  }
  return {
    local: { scope: `local/${localName}`, templates: byName(spec.templates) },
    referenced,
    defaults: spec.templateDefaults,
    merged: new WeakMap(),
  };
}

/**
 * Returns the template that a call names by `inline`, `templateRef` or `template`, merged with the defaults.
 *
 * @throws Error `template X not found`
 */
export function resolveTemplate(
  store: TemplateStore,
  context: TemplateContext,
  selector: TemplateSelector,
): ResolvedTemplate {
  if (selector.inline) return { template: withDefaults(store, selector.inline), context };
  if (selector.templateRef) {
    const { name, template: templateName, clusterScope } = selector.templateRef;
    const target = findReferenced(store, selector.templateRef);
    if (!target)
      throw new Error(`${clusterScope ? 'cluster workflow' : 'workflow'} template ${name} not found`);
    const template = target.templates.get(templateName);
    if (!template) throw new Error(`template ${templateName} not found in workflow template ${name}`);
    return { template: withDefaults(store, template), context: target };
  }
  const template = context.templates.get(selector.template ?? '');
  if (!template) throw new Error(`template ${selector.template ?? ''} not found`);
  return { template: withDefaults(store, template), context };
}

/** Returns the templates of the object that a `templateRef` names. */
export function findReferenced(
  store: TemplateStore,
  { name, clusterScope }: TemplateReference,
): TemplateContext | undefined {
  return store.referenced.get(`${clusterScope ? 'cluster' : 'namespaced'}/${name}`);
}

const SCOPE_KINDS: Readonly<Record<string, string>> = {
  WorkflowTemplate: 'namespaced',
  ClusterWorkflowTemplate: 'cluster',
};

function byName(templates: readonly TemplateFields[] | undefined): ReadonlyMap<string, TemplateFields> {
  return new Map((templates ?? []).map((template) => [template.name ?? '', template]));
}

/** Returns a template merged with the workflow's `templateDefaults`. */
export function withDefaults(store: TemplateStore, template: TemplateFields): TemplateFields {
  if (!store.defaults) return template;
  const known = store.merged.get(template);
  if (known) return known;
  const merged = applyTemplateDefaults(store.defaults, template);
  store.merged.set(template, merged);
  return merged;
}
