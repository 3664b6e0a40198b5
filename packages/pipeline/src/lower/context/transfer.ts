import type { Artifact, Parameter } from '@tiphys/models';

/** What a template or a task gets or gives. */
export interface Transfer {
  readonly parameters?: readonly Parameter[];
  readonly artifacts?: readonly Artifact[];
}

/** Returns the field `inputs`, `outputs` or `arguments`; nothing if there are no parameters and no artifacts. */
export function writeTransfer<K extends 'inputs' | 'outputs' | 'arguments'>(
  field: K,
  parameters: readonly Parameter[],
  artifacts: readonly Artifact[],
): { readonly [F in K]?: Transfer } {
  if (parameters.length === 0 && artifacts.length === 0) return {};
  const transfer: Transfer = {
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(artifacts.length === 0 ? {} : { artifacts }),
  };
  return { [field]: transfer } as { readonly [F in K]?: Transfer };
}
