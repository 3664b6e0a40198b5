import { join } from 'node:path';
import { packageFolder } from '../package-folder.ts';

/** The package that functions import `checked` from. */
export const PIPELINE_PACKAGE = '@tiphys/pipeline';

/** The module of the package that only has `checked`. Tasks need no other part of the package. */
export const CHECKED_MODULE: string = join(packageFolder, 'src/ir/surface/checked.ts');

const IMPORT = /\bimport\s*\{([^}]*)\}\s*from\s*['"]@tiphys\/pipeline['"]/g;

/** Tells whether a module, as JavaScript, imports nothing from the package but `checked`. Reading the whole package would take half a minute. */
export function importsOnlyChecked(module: string): boolean {
  const rest = module.replace(IMPORT, '');
  const names = [...module.matchAll(IMPORT)].flatMap(([, list = '']) => list.split(','));
  return (
    !new RegExp(`['"]${PIPELINE_PACKAGE}['"]`).test(rest) &&
    names.every((name) => /^\s*(?:checked\b.*)?$/.test(name))
  );
}
