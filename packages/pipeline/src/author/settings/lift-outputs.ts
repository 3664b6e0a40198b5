import type { CallSite } from '../../ir/call-site.ts';
import type { Scope, Source } from '../../ir/graph.ts';
import type { FromInput, ResolvedOptions, TaskOptions } from '../../ir/settings/settings.ts';
import { isVolume } from '../../ir/surface/volume.ts';
import { findSource } from '../handles/handle.ts';
import { assertText } from '../operands/assert-text.ts';
import { assertUsable } from '../operands/assert-visible.ts';
import { readSettings } from './read-settings.ts';

/** The settings of a call without outputs, and the outputs that were in them. */
export interface LiftedSettings {
  readonly settings: ResolvedOptions;
  readonly reads: readonly Source[];
}

/**
 * Replaces outputs in the settings of a call by inputs of the template, so that calls with different outputs share it.
 *
 * @throws PipelineError `PIPELINE_OUT_OF_SCOPE`, `PIPELINE_INVALID_OPTION` if the output is not a string
 */
export function liftOutputs(
  options: Omit<TaskOptions, 'after' | 'name'>,
  place: { readonly scope: Scope; readonly what: string; readonly site: CallSite },
): LiftedSettings {
  const { image, resources, mounts, ...rest } = readSettings(options, place.site);
  const lift = new Lift(place);
  const settings: ResolvedOptions = {
    ...rest,
    ...(image === undefined ? {} : { image: lift.value(image, 'image') }),
    ...(resources === undefined
      ? {}
      : {
          resources: {
            ...(resources.requests && { requests: lift.map(resources.requests, 'requests') }),
            ...(resources.limits && { limits: lift.map(resources.limits, 'limits') }),
          },
        }),
    ...(mounts === undefined ? {} : { mounts: lift.mounts(mounts) }),
  };
  return lift.inputs.length === 0
    ? { settings, reads: [] }
    : { settings: { ...settings, inputs: lift.inputs }, reads: lift.reads };
}

class Lift {
  readonly inputs: string[] = [];
  readonly reads: Source[] = [];
  readonly #place: { readonly scope: Scope; readonly what: string };

  constructor(place: { readonly scope: Scope; readonly what: string }) {
    this.#place = place;
  }

  value<T>(value: T, path: string): Exclude<T, object> | FromInput {
    const source = findSource(value);
    // Outputs are the only objects among these settings, which have been checked.
    if (source === undefined) return value as Exclude<T, object>;
    const { scope, what } = this.#place;
    assertUsable(source, scope);
    assertText(source, `"${path}" of ${what}`);
    const input = `tiphys-${path.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
    this.inputs.push(input);
    this.reads.push(source);
    return { kind: 'fromInput', input };
  }

  map<T>(
    map: Readonly<Record<string, T>>,
    path: string,
  ): Readonly<Record<string, Exclude<T, object> | FromInput>> {
    return Object.fromEntries(
      Object.entries(map).map(([name, value]) => [name, this.value(value, `${path}.${name}`)]),
    );
  }

  mounts(mounts: NonNullable<TaskOptions['mounts']>): NonNullable<ResolvedOptions['mounts']> {
    return Object.fromEntries(
      Object.entries(mounts).map(([path, mount]) => {
        if (!isVolume(mount) || mount.source.kind !== 'claim') return [path, mount];
        const name = this.value(mount.source.name, `mounts${path}`);
        if (typeof name === 'string') return [path, mount];
        return [path, { kind: 'volume', isReadOnly: mount.isReadOnly, source: { kind: 'claim', name } }];
      }),
    );
  }
}
