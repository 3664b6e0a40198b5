import type { ResourceRequirements } from '@tiphys/models';
import { type FromInput, isFromInput, type ResolvedOptions } from '../../ir/settings/settings.ts';
import type { Quantity } from '../../ir/surface/amounts.ts';

/** Resources of a container: those that are known, and a patch of the pod for those that are outputs. */
export interface WrittenResources {
  readonly resources?: ResourceRequirements;
  readonly podSpecPatch?: string;
}

type Amounts = Readonly<Record<string, Quantity | FromInput>>;

/** Writes the resources of a container. Argo refuses tags in quantities, so outputs go into a patch of the pod. */
export function resourceFields({ resources }: ResolvedOptions): WrittenResources {
  const { requests, limits } = resources ?? {};
  const known = { ...knownPart('requests', requests), ...knownPart('limits', limits) };
  const patched = { ...patchedPart('requests', requests), ...patchedPart('limits', limits) };
  return {
    ...(Object.keys(known).length === 0 ? {} : { resources: known }),
    ...(Object.keys(patched).length === 0 ? {} : { podSpecPatch: patchOf(patched) }),
  };
}

function knownPart(name: string, amounts: Amounts = {}): Readonly<Record<string, unknown>> {
  const known = Object.entries(amounts).filter(([, amount]) => !isFromInput(amount));
  return known.length === 0 ? {} : { [name]: Object.fromEntries(known) };
}

/** The inputs hold JSON texts, so they are not quoted again. */
function patchedPart(name: string, amounts: Amounts = {}): Readonly<Record<string, string>> {
  const patched = Object.entries(amounts).flatMap(([resource, amount]) =>
    isFromInput(amount) ? [`${JSON.stringify(resource)}:{{inputs.parameters.${amount.input}}}`] : [],
  );
  return patched.length === 0 ? {} : { [name]: `{${patched.join(',')}}` };
}

function patchOf(parts: Readonly<Record<string, string>>): string {
  const fields = Object.entries(parts).map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  return `{"containers":[{"name":"main","resources":{${fields.join(',')}}}]}`;
}
