import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';

const PARAMETER_NAME = /^[-a-zA-Z0-9_]+$/;

/** Returns the name of an input in its template. */
export function inputNameOf(descriptor: ComponentDescriptor, index: number): string {
  const name = descriptor.inputs[index]?.name ?? '';
  return PARAMETER_NAME.test(name) ? name : `input-${index}`;
}
