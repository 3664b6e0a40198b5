import type { Template } from '@tiphys/models';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import { outputFile } from '../task/stand-in.ts';

/** Returns a template with the inputs and outputs of a component, for one that is in another object. */
export function declaredTemplate({ inputs, remote }: ComponentDescriptor): Template {
  const { template = '', outputs = [], files = {}, optionalFiles = [], inputFiles = {} } = remote ?? {};
  const parameters = inputs.filter(({ route }) => route !== 'file');
  const artifacts = inputs.filter(({ route }) => route === 'file');
  return {
    name: template,
    inputs: {
      parameters: parameters.map(({ name, optional }) => (optional ? { name, default: '' } : { name })),
      artifacts: artifacts.map(({ name, optional }) => ({ name: inputFiles[name] ?? name, optional })),
    },
    outputs: {
      parameters: outputs.map((name) => ({ name, valueFrom: { path: outputFile(name) } })),
      artifacts: Object.entries(files).map(([field, name]) => ({
        name,
        optional: optionalFiles.includes(field),
      })),
    },
    suspend: {},
    // The body is replaced.
  } as Template;
}
