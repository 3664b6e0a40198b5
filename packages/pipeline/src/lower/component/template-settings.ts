import type { Container, EnvVar, Template } from '@tiphys/models';
import type { ResolvedOptions } from '../../ir/settings/settings.ts';
import { entriesOf, variableOf } from './container-environment.ts';
import { resourceFields } from './resource-fields.ts';
import { durationText, retryStrategyOf } from './retry-strategy.ts';
import { settingText } from './setting-text.ts';
import type { VolumeBook } from './volume-book.ts';

/** The fields of a template and of its container that settings determine. */
export interface WrittenSettings {
  readonly template: Pick<Template, 'retryStrategy' | 'timeout' | 'volumes' | 'podSpecPatch'>;
  readonly container: Omit<Container, 'args' | 'command' | 'env' | 'name'>;
  /** The variables of the settings. */
  readonly env: readonly EnvVar[];
}

/** Writes the settings of a template. The volumes of all settings must be known to the book. */
export function writeSettings(settings: ResolvedOptions, book: VolumeBook): WrittenSettings {
  const { image, env = {}, envFrom = [], retry, timeout, pod, container } = settings;
  const { volumes, volumeMounts } = book.mountsOf(settings);
  const { resources, podSpecPatch } = resourceFields(settings);
  return {
    template: {
      ...(retry === undefined ? {} : { retryStrategy: retryStrategyOf(retry) }),
      ...(timeout === undefined ? {} : { timeout: durationText(timeout) }),
      ...(volumes.length === 0 ? {} : { volumes }),
      ...(podSpecPatch === undefined ? {} : { podSpecPatch }),
      ...pod,
    },
    env: Object.entries(env).map(([name, value]) => variableOf(name, value)),
    container: {
      ...(image === undefined ? {} : { image: settingText(image) }),
      ...(envFrom.length === 0 ? {} : { envFrom: envFrom.map(entriesOf) }),
      ...(resources === undefined ? {} : { resources }),
      ...(volumeMounts.length === 0 ? {} : { volumeMounts }),
      ...container,
    },
  };
}
