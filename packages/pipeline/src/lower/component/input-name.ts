import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';

const PARAMETER_NAME = /^[-a-zA-Z0-9_]+$/;

/** Returns the name of an input in its template. */
export function inputNameOf(descriptor: ComponentDescriptor, index: number): string {
  const name = descriptor.inputs[index]?.name ?? '';
  return PARAMETER_NAME.test(name) ? name : `input-${index}`;
}

/** Returns the names of the artifacts of an input that gets files of different tasks. */
export function joinedNames(input: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${input}-${index}`);
}

/** Returns the path of an input file in its task. Argo creates the folder, so tasks that do not run as root cannot write to it. */
export function inputPath(name: string): string {
  return `/tmp/tiphys-inputs/${name}`;
}
