import type { EnvVar, Template } from '@tiphys/models';
import type { ScriptBody } from '../../ir/component/definition.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import type { WrittenSettings } from '../component/template-settings.ts';
import { doubledDollars } from '../values/dollar-signs.ts';
import { containerWith } from './container-template.ts';
import { inputPathTag } from './container-words.ts';
import { namedOutputs, outputPath } from './definition-outputs.ts';
import { inputVariable, textVariables } from './input-variables.ts';

/** Writes the script of a definition. Its inputs and the paths of its outputs are variables. */
export function writeScript(
  { command, source }: ScriptBody,
  entry: TemplateEntry,
  settings: WrittenSettings,
): Partial<Template> {
  const { inputs } = entry.descriptor;
  const variables = [
    ...textVariables(inputs.filter(({ route }) => route === 'value')),
    ...pathVariables(entry),
  ];
  return {
    script: {
      ...containerWith(variables, entry, settings),
      command: [...command],
      source: doubledDollars(source),
    },
  };
}

/** Returns the variables with the paths of files and outputs. */
export function pathVariables(entry: TemplateEntry): readonly EnvVar[] {
  const { inputs, definition } = entry.descriptor;
  const files = inputs.flatMap(({ name, route }): EnvVar[] =>
    route === 'file' ? [{ name: inputVariable(name), value: inputPathTag(name) }] : [],
  );
  const outputs = namedOutputs(definition?.outputs ?? { kind: 'named', outputs: {} });
  const paths = outputs.flatMap(([name, { place }]): EnvVar[] =>
    place === 'path' || place === 'file' ? [{ name: `OUT_${name}`, value: outputPath(name, entry) }] : [],
  );
  return [...files, ...paths];
}
