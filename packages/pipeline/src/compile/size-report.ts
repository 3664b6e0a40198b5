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
    ...measureScript(source.replace(own, '')),
    shared: [...tags].map(([, name = '']) => name),
  };
}

/** The description of a function in its script, and the packed modules after the runtime (see code/script/script-text.ts). */
const SCRIPT_PARTS = /\nconst task = (.*);\n[\s\S]*, globalThis((?:, `[^`]*`)*)\);\n$/;

/** Measures the script of a function, without its own code. */
function measureScript(script: string): Pick<TemplateSize, 'runtimeBytes' | 'packedBytes'> {
  const [, description, modules = ''] = SCRIPT_PARTS.exec(script) ?? [];
  if (description === undefined) return { runtimeBytes: 0, packedBytes: 0 };
  const packed = modules.match(/`\n[^`]+`/g) ?? [];
  const packedBytes = packed.reduce((total, text) => total + text.length, 0);
  return {
    runtimeBytes: Buffer.byteLength(script) - Buffer.byteLength(description) - packedBytes,
    packedBytes,
  };
}

/** Returns the size of the JSON of a manifest or a part of it, in bytes. */
export function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
