import { type ArgoVersion, newestArgoVersion } from '@tiphys/models/tables';
import { WIDTH } from './layout-code.ts';

/** The imports of a module. */
export interface Imports {
  readonly models: Set<string>;
  readonly workflow: Set<string>;
}

/** Returns the import lines followed by an empty line; an empty string if there are no imports. */
export function printImports({ models, workflow }: Imports, version: ArgoVersion): string {
  const onlyType = [...workflow].every((name) => name.startsWith('type '));
  const ofWorkflow = onlyType
    ? printImport(
        [...workflow].map((name) => name.replace('type ', '')),
        'import type',
        '@tiphys/workflow',
      )
    : printImport([...workflow], 'import', '@tiphys/workflow');
  const from = version === newestArgoVersion ? '@tiphys/models' : `@tiphys/models/${version}`;
  const text = printImport([...models], 'import type', from) + ofWorkflow;
  return text === '' ? '' : `${text}\n`;
}

function printImport(names: readonly string[], keyword: string, from: string): string {
  if (names.length === 0) return '';
  const bare = (name: string): string => name.replace('type ', '').toLowerCase();
  const sorted = names.toSorted((a, b) => (bare(a) < bare(b) ? -1 : 1));
  const flat = `${keyword} { ${sorted.join(', ')} } from '${from}';\n`;
  return flat.length - 1 <= WIDTH
    ? flat
    : `${keyword} {\n${sorted.map((name) => `  ${name},\n`).join('')}} from '${from}';\n`;
}
