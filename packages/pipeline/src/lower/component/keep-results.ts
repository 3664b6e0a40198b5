import type { Template } from '@tiphys/models';
import type { Repository } from '../../ir/surface/repository.ts';
import { cachedTemplate } from './cached-template.ts';
import { memoizeOf } from './memoize.ts';
import { metricsOf } from './prometheus.ts';
import type { TemplateEntry } from './template-book.ts';
import type { SettingsPlace } from './template-settings.ts';

/** What templates need to keep results. */
export interface KeepPlace extends SettingsPlace {
  /** Name of the ConfigMap with the results. */
  readonly cache: string;
  /** The artifact repository of the pipeline. @default that of the cluster */
  readonly repository: Repository['repository'] | undefined;
  /** Returns a name for a template that no other has. */
  readonly claimName: (wanted: string) => string;
}

/** What a template runs. */
export interface Runs {
  /** Returns a text that changes when its code does. */
  readonly code: () => string;
  readonly image: string;
}

/**
 * Adds the settings that depend on the inputs of a template, its metrics and its cache. Returns two templates if it has retries, and its
 * results are kept.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`, and what the translation of functions throws
 */
export function keepResults(
  entry: TemplateEntry,
  template: Template,
  { code, image }: Runs,
  place: KeepPlace,
): readonly Template[] {
  const { cache, metrics, retry } = entry.settings;
  const written: Template =
    metrics === undefined ? template : { ...template, metrics: metricsOf(entry, metrics) };
  if (cache === undefined || cache === false) return [written];
  const memoize = memoizeOf(entry, cache, { code: code(), image, configMap: place.cache });
  if (retry === undefined) return [{ ...written, memoize }];
  const inner = place.claimName(`${entry.name}-run`);
  return [cachedTemplate(written, memoize, inner), { ...written, name: inner }];
}
