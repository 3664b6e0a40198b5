import type { CallSite } from '../../ir/call-site.ts';
import type { ValueRoute } from '../../ir/component/component-descriptor.ts';
import type { StoredFile } from '../../ir/surface/file-options.ts';
import {
  FILE_VARIABLE,
  fieldItemsName,
  fieldOutputName,
  ITEMS_VARIABLE,
  OUTPUT_VARIABLE,
  taskNames,
} from '../../ir/wire/task-protocol.ts';
import type { TemplateEntry } from './template-book.ts';

/** One output of the template of a component. */
export interface EntryOutput {
  readonly kind: 'parameters' | 'artifacts';
  readonly name: string;
  /** The variable with its path. */
  readonly variable: string;
  /** Whether the function may write no file. */
  readonly optional: boolean;
  /** Whether a loop collects it. */
  readonly collected: boolean;
  /** How the file is stored. */
  readonly stored?: StoredFile | undefined;
  /** Where its address is used, if it is. */
  readonly addressed?: CallSite | undefined;
}

/** Returns the outputs of the template of a component: parameters first, in the order of the fields. */
export function outputsOfEntry(entry: TemplateEntry): readonly EntryOutput[] {
  const { descriptor, itemsWanted } = entry;
  const { route, optional = false, fields = {} } = descriptor.output;
  if (route !== 'fields')
    return [
      ...writtenOutput(
        {
          route,
          optional,
          value: taskNames.output,
          file: taskNames.outputFile,
          collected: entry.collected === '',
          stored: entry.settings.files?.[''],
          addressed: entry.urisWanted.get(''),
        },
        '',
      ),
      ...(itemsWanted.size > 0 ? [itemsOutput(taskNames.outputItems, '')] : []),
    ];
  const all = Object.entries(fields).flatMap(([field, output], index) => {
    const name = fieldOutputName(field, index);
    return [
      ...writtenOutput(
        {
          ...output,
          value: name,
          file: name,
          collected: entry.collected === field,
          stored: entry.settings.files?.[field],
          addressed: entry.urisWanted.get(field),
        },
        `_${index}`,
      ),
      ...(itemsWanted.has(field) ? [itemsOutput(fieldItemsName(index), `_${index}`)] : []),
    ];
  });
  return all.sort((one, other) => Number(one.kind === 'artifacts') - Number(other.kind === 'artifacts'));
}

interface Written {
  readonly route: ValueRoute;
  readonly optional: boolean;
  /** Its name as a parameter. */
  readonly value: string;
  /** Its name as an artifact. */
  readonly file: string;
  readonly collected: boolean;
  readonly stored: StoredFile | undefined;
  readonly addressed: CallSite | undefined;
}

function writtenOutput(
  { route, optional, value, file, collected, stored, addressed }: Written,
  suffix: string,
): readonly EntryOutput[] {
  if (route === 'none') return [];
  if (route === 'value') return [parameter(value, OUTPUT_VARIABLE + suffix)];
  const variable = FILE_VARIABLE + suffix;
  return [
    {
      kind: 'artifacts',
      name: file,
      variable,
      optional: optional && route === 'file',
      collected,
      stored,
      addressed,
    },
  ];
}

function itemsOutput(name: string, suffix: string): EntryOutput {
  return parameter(name, ITEMS_VARIABLE + suffix);
}

function parameter(name: string, variable: string): EntryOutput {
  return { kind: 'parameters', name, variable, optional: false, collected: false };
}
