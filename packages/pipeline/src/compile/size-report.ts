import type { Parameter, Template, WorkflowSpec } from '@tiphys/models';
import { readScript } from '../code/script/read-script.ts';
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
  /** The code of Tiphys that runs the function, without what workflow parameters have. The description of the function is not part of it. */
  readonly runtimeBytes: number;
  /** Packages and large modules in it, packed. */
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
  const own = ownCodeOf(source);
  const tags = source.matchAll(/\{\{workflow\.parameters\.(tiphys-[\w-]+)\}\}/g);
  return {
    name: template.name ?? '',
    bytes: sizeOf(template),
    ownBytes: Buffer.byteLength(own),
    ...measureScript(source, own),
    shared: [...tags].map(([, name = '']) => name),
  };
}

/** Measures the script of a function, without its own code. */
function measureScript(script: string, own: string): Pick<TemplateSize, 'runtimeBytes' | 'packedBytes'> {
  const parts = readScript(script);
  if (parts === undefined) return { runtimeBytes: 0, packedBytes: 0 };
  // Two quotes are around each. A tag stands for what a parameter has.
  const packedBytes = parts.packed
    .filter((text) => text.startsWith('\n'))
    .reduce((total, { length }) => total + length + 2, 0);
  const others = Buffer.byteLength(own) + Buffer.byteLength(parts.description) + packedBytes;
  return { runtimeBytes: Buffer.byteLength(script) - others, packedBytes };
}

/** Returns the size of the JSON of a manifest or a part of it, in bytes. */
export function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
