import type { Artifact, Inputs, Parameter } from '@tiphys/models';
import type { TemplateEntry } from '../component/template-book.ts';

/** Folder of the input files of a task. */
const INPUT_FOLDER = '/tmp/tiphys-inputs';

/** Returns the field `inputs` of the template of a definition, if it has any. */
export function writeDefinedInputs({ descriptor, settings }: TemplateEntry): { readonly inputs?: Inputs } {
  const { inputs, definition } = descriptor;
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const { name, route, optional } of inputs) {
    const preset = definition?.defaults[name];
    if (route !== 'file') parameters.push({ name, ...(preset === undefined ? {} : { default: preset }) });
    else artifacts.push({ name, path: `${INPUT_FOLDER}/${name}`, ...(optional ? { optional } : {}) });
  }
  parameters.push(...(settings.inputs ?? []).map((name) => ({ name })));
  if (parameters.length === 0 && artifacts.length === 0) return {};
  return {
    inputs: {
      ...(parameters.length === 0 ? {} : { parameters }),
      ...(artifacts.length === 0 ? {} : { artifacts }),
    },
  };
}
