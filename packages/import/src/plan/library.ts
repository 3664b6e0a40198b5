import type { TemplateHandle } from '@tiphys/workflow/build';
import { type TemplateHolder, templateRef } from '@tiphys/workflow/build';
import type { ManifestObject } from '../read/manifest-object.ts';
import type { TemplatePlan } from './plan.ts';

/** A template of an earlier object in the file. */
export interface LibraryTemplate {
  readonly plan: TemplatePlan;
  readonly handle: TemplateHandle;
  /** The code that refers to it from other objects. */
  readonly code: string;
}

/** The templates of the WorkflowTemplates and ClusterWorkflowTemplates of a file, for references from other objects. */
export class Library {
  readonly #templates = new Map<string, LibraryTemplate>();

  /** Adds a template of an object; both are constants in the module. */
  add(object: ManifestObject, plan: TemplatePlan, handle: TemplateHandle, code: string): void {
    const { name } = (object.metadata ?? {}) as ManifestObject;
    if (typeof name !== 'string') return;
    const holder = object.kind === 'ClusterWorkflowTemplate' ? { name, clusterScope: true } : { name };
    // It was built from this object.
    const ref = templateRef(object as TemplateHolder, handle);
    this.#templates.set(keyOf(holder, plan.name), { plan, handle: ref, code });
  }

  find(holder: ManifestObject, template: string): LibraryTemplate | undefined {
    return this.#templates.get(keyOf(holder, template));
  }
}

function keyOf({ name, clusterScope = false }: ManifestObject, template: string): string {
  return JSON.stringify([name, clusterScope, template]);
}
