import type { ArtifactLocation, Container, EnvVar, Template } from '@tiphys/models';
import type { PodFields, ResolvedOptions } from '../../ir/settings/settings.ts';
import { synchronizationOf } from '../context/synchronization.ts';
import { entriesOf, variableOf } from './container-environment.ts';
import { resourceFields } from './resource-fields.ts';
import { durationText, retryStrategyOf } from './retry-strategy.ts';
import { settingText } from './setting-text.ts';
import type { VolumeBook } from './volume-book.ts';

/** The fields of a template and of its container that settings determine. */
export interface WrittenSettings {
  readonly template: Pick<
    Template,
    keyof PodFields | 'archiveLocation' | 'retryStrategy' | 'synchronization' | 'timeout' | 'volumes'
  >;
  readonly container: Omit<Container, 'args' | 'command' | 'env' | 'name'>;
  /** The variables of the settings. */
  readonly env: readonly EnvVar[];
}

/** What the templates of a manifest have in common. */
export interface SettingsPlace {
  /** The volumes of the manifest. Those of all settings must be known. */
  readonly volumes: VolumeBook;
  /** Where the files of tasks are stored. @default the repository of the workflow */
  readonly archiveLocation?: ArtifactLocation | undefined;
}

/** Writes the settings of a template, except for its cache and its metrics, which depend on its inputs. */
export function writeSettings(
  settings: ResolvedOptions,
  { volumes: book, archiveLocation }: SettingsPlace,
): WrittenSettings {
  const { image, env = {}, envFrom = [], retry, timeout, lock, pod, container, pause } = settings;
  const { volumes, volumeMounts } = book.mountsOf(settings);
  const { resources, podSpecPatch } = resourceFields(settings);
  return {
    template: {
      ...(retry === undefined ? {} : { retryStrategy: retryStrategyOf(retry) }),
      ...(timeout === undefined ? {} : { timeout: durationText(timeout) }),
      ...(volumes.length === 0 ? {} : { volumes }),
      ...(podSpecPatch === undefined ? {} : { podSpecPatch }),
      ...(isEmpty(lock) ? {} : { synchronization: synchronizationOf(lock) }),
      ...(archiveLocation === undefined ? {} : { archiveLocation }),
      ...pod,
      ...annotationsOf(settings),
    },
    env: [
      ...Object.entries(env).map(([name, value]) => variableOf(name, value)),
      // Argo's executor reads it. See docs/semantics/pods.md#environment-of-the-main-container.
      ...(pause === undefined ? [] : [{ name: `ARGO_DEBUG_PAUSE_${pause.toUpperCase()}`, value: 'true' }]),
    ],
    container: {
      ...(image === undefined ? {} : { image: settingText(image) }),
      ...(envFrom.length === 0 ? {} : { envFrom: envFrom.map(entriesOf) }),
      ...(resources === undefined ? {} : { resources }),
      ...(volumeMounts.length === 0 ? {} : { volumeMounts }),
      ...container,
    },
  };
}

function isEmpty(lock: ResolvedOptions['lock']): lock is undefined {
  return lock === undefined || (Array.isArray(lock) && lock.length === 0);
}

function annotationsOf({ title, pod }: ResolvedOptions): Pick<Template, 'annotations'> {
  if (title === undefined) return {};
  return { annotations: { 'workflows.argoproj.io/title': title, ...pod?.annotations } };
}
