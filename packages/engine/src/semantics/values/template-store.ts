import type {
  CallFields,
  ObjectFields,
  SpecFields,
  TemplateFields,
  TemplateReference,
} from '../../manifest/fields.ts';
import type { RunState } from '../../state/run-state.ts';
import { applyTemplateDefaults } from './template-defaults.ts';

/** The fields of a step, task or hook that name its template. */
export type TemplateSelector = Pick<CallFields, 'template' | 'templateRef' | 'inline'>;

/** A template, and the scope in which its own calls are looked up. */
export interface ResolvedTemplate {
  readonly template: TemplateFields;
  /**
   * `local/wf`, or the WorkflowTemplate of a `templateRef`: `namespaced/tpl` or `cluster/tpl`.
   * See docs/semantics/templates.md#template-scope.
   */
  readonly scope: string;
}

/** Templates by name. */
export type Templates = ReadonlyMap<string, TemplateFields>;

/** All templates that a run can call. */
export interface TemplateStore {
  /** Scope of the workflow itself. */
  readonly local: string;
  /** Templates of the workflow, and of WorkflowTemplates and ClusterWorkflowTemplates, by scope. */
  readonly scopes: ReadonlyMap<string, Templates>;
  readonly defaults: TemplateFields | undefined;
  /** Cache of templates merged with the defaults. */
  readonly merged: WeakMap<TemplateFields, TemplateFields>;
}

const stores = new WeakMap<SpecFields, TemplateStore>();

/** Returns the templates that a run can call. */
export function templatesOf({ spec, identity, objects }: TemplateSource): TemplateStore {
  let store = stores.get(spec);
  if (store === undefined) {
    store = createTemplateStore(spec.workflowTemplateRef ? '' : identity.name, spec, objects);
    stores.set(spec, store);
  }
  return store;
}

/** What the templates of a run come from. */
export type TemplateSource = Pick<RunState, 'spec' | 'identity' | 'objects'>;

/** Collects the templates of a workflow and of the objects given with it. */
function createTemplateStore(
  localName: string,
  spec: SpecFields,
  objects: readonly ObjectFields[],
): TemplateStore {
  const local = `local/${localName}`;
  const scopes = new Map<string, Templates>();
  for (const object of objects) {
    const kind = SCOPE_KINDS[object.kind ?? ''];
    if (kind === undefined) continue;
    scopes.set(`${kind}/${object.metadata?.name ?? ''}`, byName(object.spec?.templates));
  }
  scopes.set(local, byName(spec.templates));
  return { local, scopes, defaults: spec.templateDefaults, merged: new WeakMap() };
}

/**
 * Returns the template that a call names by `inline`, `templateRef` or `template`, merged with the defaults.
 *
 * @throws Error `template X not found`
 */
export function resolveTemplate(
  store: TemplateStore,
  scope: string,
  selector: TemplateSelector,
): ResolvedTemplate {
  if (selector.inline) return { template: withDefaults(store, selector.inline), scope };
  if (selector.templateRef) {
    const { name, template: templateName, clusterScope } = selector.templateRef;
    const target = scopeOf(selector.templateRef);
    const templates = store.scopes.get(target);
    if (!templates)
      throw new Error(`${clusterScope ? 'cluster workflow' : 'workflow'} template ${name} not found`);
    const template = templates.get(templateName);
    if (!template) throw new Error(`template ${templateName} not found in workflow template ${name}`);
    return { template: withDefaults(store, template), scope: target };
  }
  const template = store.scopes.get(scope)?.get(selector.template ?? '');
  if (!template) throw new Error(`template ${selector.template ?? ''} not found`);
  return { template: withDefaults(store, template), scope };
}

/** Returns the scope of the object that a `templateRef` names. */
export function scopeOf({ name, clusterScope }: TemplateReference): string {
  return `${clusterScope ? 'cluster' : 'namespaced'}/${name}`;
}

const SCOPE_KINDS: Readonly<Record<string, string>> = {
  WorkflowTemplate: 'namespaced',
  ClusterWorkflowTemplate: 'cluster',
};

function byName(templates: readonly TemplateFields[] | undefined): Templates {
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
