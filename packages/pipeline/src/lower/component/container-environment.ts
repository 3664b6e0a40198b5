import type { EnvFromSource, EnvVar } from '@tiphys/models';
import { builtin, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import type { EnvValue } from '../../ir/settings/settings.ts';
import { ENTRIES, type Entries } from '../../ir/surface/cluster-values.ts';
import { taskEnvironment, taskNames } from '../../ir/wire/task-protocol.ts';
import { outputsOfEntry } from './entry-outputs.ts';
import { inputNameOf } from './input-name.ts';
import type { TemplateEntry } from './template-book.ts';

/** Returns the environment variables of the container of a component: those of its settings, and those that its code reads. */
export function environmentOf(entry: TemplateEntry): {
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
} {
  const { settings } = entry;
  const env = [
    ...Object.entries(settings.env ?? {}).map(([name, value]) => variableOf(name, value)),
    ...protocolOf(entry),
  ];
  const envFrom = (settings.envFrom ?? []).map(entriesOf);
  return { ...(env.length === 0 ? {} : { env }), ...(envFrom.length === 0 ? {} : { envFrom }) };
}

function protocolOf(entry: TemplateEntry): readonly EnvVar[] {
  const { descriptor } = entry;
  const env: EnvVar[] = [];
  const add = (name: string, value: string): number => env.push({ name, value });
  if (descriptor.inputs.length > 0) add(taskEnvironment.forms, `{{inputs.parameters.${taskNames.forms}}}`);
  descriptor.inputs.forEach((_, index) => {
    const name = inputNameOf(descriptor, index);
    if (entry.files.has(index))
      add(`${taskEnvironment.inputFile}${index}`, `{{inputs.artifacts.${name}.path}}`);
    else add(`${taskEnvironment.input}${index}`, escapedTag(name));
  });
  for (const { kind, name, variable } of outputsOfEntry(entry))
    add(variable, `{{outputs.${kind}.${name}.path}}`);
  return env;
}

/**
 * Returns the tag of an input for an environment variable, with all dollar signs doubled: Kubernetes replaces `$(NAME)` in the value and
 * turns `$$` into `$`. See docs/wire-format.md#raw-text.
 */
function escapedTag(input: string): string {
  return printTag(builtin('replace', pathNode(['inputs', 'parameters', input]), text('$'), text('$$')));
}

function variableOf(name: string, value: EnvValue): EnvVar {
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

function entriesOf(entries: Entries): EnvFromSource {
  const { kind, name } = entries[ENTRIES];
  return kind === 'secret' ? { secretRef: { name } } : { configMapRef: { name } };
}
