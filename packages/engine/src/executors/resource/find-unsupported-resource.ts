import type { Template } from '@tiphys/models';
import type { EngineError } from '../../contract/engine-error.ts';
import { findKind, unknownKind } from './objects/object-kind.ts';

/**
 * Returns why a local run cannot do what a resource template asks for; undefined if it can, or if that is known only when the template runs.
 */
export function findUnsupportedResource(
  template: Template,
): { readonly code: string; readonly message: string } | undefined {
  const manifest = template.resource?.manifest ?? '';
  const kind = writtenField(manifest, 'kind');
  const apiVersion = writtenField(manifest, 'apiVersion');
  if (kind === undefined || apiVersion === undefined || findKind(apiVersion, kind) !== undefined)
    return undefined;
  const who = template.name === undefined ? 'An inline template' : `Template "${template.name}"`;
  const problem: EngineError = unknownKind(kind, who);
  return { code: problem.code, message: problem.message };
}

/**
 * Returns a top-level field of a manifest that is written out: at the start of a line, or before all that is nested in braces. Tags may be anywhere in the
 * text, so it is not parsed as YAML.
 */
function writtenField(manifest: string, name: string): string | undefined {
  const start = String.raw`(?:^|^\s*\{(?:[^{}]*,)?\s*)`;
  const line = new RegExp(String.raw`${start}["']?${name}["']?:\s*["']?([^\s"',}]+)`, 'm').exec(
    manifest,
  )?.[1];
  return line === undefined || line.includes('{{') ? undefined : line;
}
