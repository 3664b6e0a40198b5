import type { EnvFromSource, EnvVar } from '@tiphys/models';
import { builtin, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import type { EnvValue } from '../../ir/settings/settings.ts';
import { ENTRIES, type Entries } from '../../ir/surface/cluster-values.ts';
import {
  FORMS_VARIABLE,
  INPUT_FILE_VARIABLE,
  INPUT_VARIABLE,
  taskNames,
} from '../../ir/wire/task-protocol.ts';
import { outputsOfEntry } from './entry-outputs.ts';
import { inputNameOf, joinedNames } from './input-name.ts';
import type { TemplateEntry } from './template-book.ts';

/** Returns the environment variables that the code of a component reads. */
export function taskVariables(entry: TemplateEntry): readonly EnvVar[] {
  const { descriptor } = entry;
  const env: EnvVar[] = [];
  const add = (name: string, value: string): number => env.push({ name, value });
  if (descriptor.inputs.length > 0) add(FORMS_VARIABLE, `{{inputs.parameters.${taskNames.forms}}}`);
  descriptor.inputs.forEach((_, index) => {
    env.push(...inputVariables(entry, index));
  });
  for (const { kind, name, variable } of outputsOfEntry(entry))
    add(variable, `{{outputs.${kind}.${name}.path}}`);
  return env;
}

function inputVariables(
  { descriptor, settings, files, joined }: TemplateEntry,
  index: number,
): readonly EnvVar[] {
  const name = inputNameOf(descriptor, index);
  const input = descriptor.inputs[index];
  if (input?.route === 'secret') {
    const key = settings.secrets?.[input.name];
    return key === undefined ? [] : [variableOf(`${INPUT_VARIABLE}${index}`, key)];
  }
  const count = joined.get(index);
  if (count !== undefined)
    return [{ name: `${INPUT_FILE_VARIABLE}${index}`, value: pathsOf(joinedNames(name, count)) }];
  return files.has(index)
    ? [{ name: `${INPUT_FILE_VARIABLE}${index}`, value: `{{inputs.artifacts.${name}.path}}` }]
    : [{ name: `${INPUT_VARIABLE}${index}`, value: escapedTag(name) }];
}

/** Returns the paths of artifacts, each on its own line. */
function pathsOf(artifacts: readonly string[]): string {
  return artifacts.length === 0
    ? '\n'
    : artifacts.map((name) => `{{inputs.artifacts.${name}.path}}\n`).join('');
}

/**
 * Returns the tag of an input for an environment variable, with all dollar signs doubled: Kubernetes replaces `$(NAME)` in the value and
 * turns `$$` into `$`. See docs/wire-format.md#raw-text.
 */
function escapedTag(input: string): string {
  return printTag(builtin('replace', pathNode(['inputs', 'parameters', input]), text('$'), text('$$')));
}

/** Writes an environment variable. */
export function variableOf(name: string, value: EnvValue): EnvVar {
  if (typeof value !== 'object') return { name, value: String(value) };
  switch (value.kind) {
    case 'secretKey':
      return { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } };
    case 'configKey':
      return { name, valueFrom: { configMapKeyRef: { name: value.configMap, key: value.key } } };
    default:
      return { name, valueFrom: { fieldRef: { fieldPath: value.path } } };
  }
}

/** Writes the variables of a whole Secret or ConfigMap. */
export function entriesOf(entries: Entries): EnvFromSource {
  const { kind, name } = entries[ENTRIES];
  return kind === 'secret' ? { secretRef: { name } } : { configMapRef: { name } };
}
