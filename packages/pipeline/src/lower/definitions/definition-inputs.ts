import type { Artifact, Inputs, Parameter } from '@tiphys/models';
import { inputPath } from '../component/input-name.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import { writeTransfer } from '../context/transfer.ts';

/** Returns the field `inputs` of the template of a definition, if it has any. */
export function writeDefinedInputs({ descriptor, settings }: TemplateEntry): { readonly inputs?: Inputs } {
  const { inputs, definition } = descriptor;
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const { name, route, optional } of inputs) {
    const preset = definition?.defaults[name];
    if (route !== 'file') parameters.push({ name, ...(preset === undefined ? {} : { default: preset }) });
    else artifacts.push({ name, path: inputPath(name), ...(optional ? { optional } : {}) });
  }
  parameters.push(...(settings.inputs ?? []).map((name) => ({ name })));
  return writeTransfer('inputs', parameters, artifacts);
}
