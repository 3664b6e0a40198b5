import type { Scope } from './graph.ts';
import { mergeSettings, type ResolvedOptions } from './settings/settings.ts';

/** Returns the closest body around a task, or its own, that has settings for its tasks. */
export function defaultsScope(scope: Scope): Scope | undefined {
  let around: Scope | undefined = scope;
  while (around !== undefined && around.defaults === undefined) around = around.parent;
  return around;
}

const known = new WeakMap<Scope, ResolvedOptions>();

/** Returns the settings that the bodies around a task have for it; inner bodies take precedence. */
export function scopeDefaults(scope: Scope): ResolvedOptions {
  const closest = defaultsScope(scope);
  if (closest === undefined) return {};
  const found = known.get(closest);
  if (found !== undefined) return found;
  const { parent, defaults = {} } = closest;
  const merged = parent === undefined ? defaults : mergeSettings(scopeDefaults(parent), defaults);
  known.set(closest, merged);
  return merged;
}
