import { mergeSettings, type Settings } from '../../ir/settings/settings.ts';
import { invalidOption } from '../options/option-check.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { assertSettings } from './settings-check.ts';

/**
 * Returns settings that several pipelines share: pass them as `defaults`. Of several layers, the later ones take precedence.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 * @example
 * ```ts
 * import { square } from './components.generated.ts';
 *
 * const house = defineSettings({ image: 'node:24', retry: 2, pod: { nodeSelector: { arch: 'arm64' } } });
 *
 * export default pipeline('squares', {}, () => ({ y: square({ x: 2 }) }), { defaults: house });
 * ```
 */
export function defineSettings(...layers: readonly [Settings, ...Settings[]]): Settings {
  return withCallerLocation(defineSettings, () => {
    if (layers.length === 0)
      throw invalidOption('defineSettings(...) needs settings. Write defineSettings({ retry: 2 }).');
    for (const layer of layers) assertSettings(layer, 'defineSettings');
    return Object.freeze(layers.reduce(mergeSettings));
  });
}
