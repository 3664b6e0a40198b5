import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root, type WorkspaceProject } from './workspace.ts';

/** A name that a package exports. */
export interface PublicName {
  readonly name: string;
  /** The entry that users import it from. */
  readonly from: string;
  readonly isType: boolean;
}

/** Returns what a package exports, by the lists in its entries. */
export function readPublicNames({ directory, manifest }: WorkspaceProject): readonly PublicName[] {
  const names = new Map<string, PublicName>();
  for (const [entry, target] of Object.entries(manifest.exports ?? {})) {
    const source = (target as { readonly '@tiphys/source'?: string })['@tiphys/source'];
    if (source === undefined) continue;
    const text = readFileSync(path.join(root, directory, source), 'utf8');
    const from = path.posix.join(manifest.name, entry);
    for (const [, typeOnly, list = ''] of text.matchAll(/^export (type )?\{([^}]*)\}/gm)) {
      for (const [, marked, name = ''] of list.matchAll(/(type )?(\w+)/g)) {
        // The main entry comes first.
        if (!names.has(name)) names.set(name, { name, from, isType: Boolean(typeOnly ?? marked) });
      }
    }
  }
  return [...names.values()];
}
