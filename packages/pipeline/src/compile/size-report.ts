import type { Parameter, Template, WorkflowSpec } from '@tiphys/models';
import { ownCodeOf } from '../code/script/script-text.ts';
import type { Manifest } from '../lower/object/write-object.ts';

/** Maximum size of an object that Argo stores, in bytes, including its status. */
export const MAXIMUM_BYTES = 1_048_576;

/** The size of a manifest and of its parts, in bytes of JSON. */
export interface SizeReport {
  readonly bytes: number;
  /** Maximum size that a cluster can store, including the status of all tasks. */
  readonly limit: number;
  readonly templates: readonly TemplateSize[];
  /** Parameters of the workflow with code that templates share. */
  readonly shared: readonly SharedSize[];
}

/** The size of a template. */
export interface TemplateSize {
  readonly name: string;
  readonly bytes: number;
  /** The function's own code, as far as it is readable. */
  readonly ownBytes: number;
  /** The packed code in it. */
  readonly packedBytes: number;
  /** Names of the parameters with shared code that it loads. */
  readonly shared: readonly string[];
}

/** The size of code that templates share. */
export interface SharedSize {
  readonly name: string;
  readonly description: string;
  readonly bytes: number;
  /** Number of templates that load it. */
  readonly users: number;
}

/** Returns the spec with the templates of a manifest. */
export function specOf(manifest: Manifest): Partial<WorkflowSpec> {
  return manifest.kind === 'CronWorkflow' ? manifest.spec.workflowSpec : manifest.spec;
}

/** Measures a manifest. */
export function measureManifest(manifest: Manifest): SizeReport {
  const spec = specOf(manifest);
  const templates = (spec.templates ?? []).map(measureTemplate);
  const parameters = spec.arguments?.parameters ?? [];
  return {
    bytes: sizeOf(manifest),
    limit: MAXIMUM_BYTES,
    templates: templates.sort((one, other) => other.bytes - one.bytes),
    shared: parameters.filter(isShared).map(({ name, description = '', value = '' }) => ({
      name,
      description,
      bytes: String(value).length,
      users: templates.filter(({ shared }) => shared.includes(name)).length,
    })),
  };
}

function isShared({ name }: Parameter): boolean {
  return /^tiphys-(?:runtime|code-\d+)$/.test(name);
}

function measureTemplate(template: Template): TemplateSize {
  const source = template.script?.source ?? '';
  const packed = source.match(/`\n[A-Za-z0-9+/=\n]+`/g) ?? [];
  const tags = source.matchAll(/\{\{workflow\.parameters\.(tiphys-[\w-]+)\}\}/g);
  return {
    name: template.name ?? '',
    bytes: sizeOf(template),
    ownBytes: Buffer.byteLength(ownCodeOf(source)),
    packedBytes: packed.reduce((total, text) => total + text.length, 0),
    shared: [...tags].map(([, name = '']) => name),
  };
}

/** Returns the size of the JSON of a manifest or a part of it, in bytes. */
export function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
