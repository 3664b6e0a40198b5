import type { EnvVar, Template } from '@tiphys/models';
import type { PythonBody } from '../../ir/component/definition.ts';
import { EXPANDED_DOLLARS, hasExpandedDollars } from '../../ir/wire/expanded-dollars.ts';
import { maximumParameterBytes } from '../../ir/wire/task-protocol.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import type { WrittenSettings } from '../component/template-settings.ts';
import { containerWith } from './container-template.ts';
import { jsonVariables } from './input-variables.ts';
import { PYTHON_RUNNER } from './python-runner.ts';
import { pathVariables } from './script-template.ts';

/**
 * Writes the script of a function in Python. The script is the user's file as it is, so that the lines in error messages are right; the
 * program before it runs it.
 */
export function writePython(
  { file, source, call, requirements }: PythonBody,
  entry: TemplateEntry,
  settings: WrittenSettings,
): Partial<Template> {
  const { inputs, definition } = entry.descriptor;
  const outputs = definition?.outputs;
  const mark = markFor(source);
  const task = {
    file: file.replace(/^\.\//, ''),
    ...(call === undefined ? {} : { call }),
    ...(requirements.length === 0 ? {} : { requirements }),
    ...(source.includes('{{') || hasExpandedDollars(source) ? { mark } : {}),
    ...(outputs?.kind === 'one' && outputs.output.place === 'file' ? { result: 'file' } : {}),
    limit: maximumParameterBytes,
  };
  const variables: readonly EnvVar[] = [
    { name: 'TIPHYS_PYTHON', value: JSON.stringify(task) },
    ...jsonVariables(inputs.filter(({ route }) => route === 'value')),
    ...pathVariables(entry).map(({ name, value = '' }) => ({ name: name.replace(/^IN_/, 'FILE_'), value })),
  ];
  return {
    script: {
      ...containerWith(variables, entry, settings),
      command: ['python3', '-c', PYTHON_RUNNER],
      source: source.replaceAll(/\{(?=\{)/g, `{${mark}`).replaceAll(EXPANDED_DOLLARS, `$$${mark}`),
    },
  };
}

/**
 * Returns a text that the source does not have. It keeps braces apart, between which Argo would see a tag, and dollar signs from what Kubernetes would
 * expand.
 */
function markFor(source: string): string {
  let mark = '#tiphys#';
  while (source.includes(mark)) mark += '#';
  return mark;
}
