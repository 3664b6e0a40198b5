import { createHash } from 'node:crypto';
import type { ExpressionNode } from '@tiphys/expression';
import type { Memoize } from '@tiphys/models';
import { translateArrow } from '../../expression/translate-arrow.ts';
import { listOf, pathNode, sprig, text, toJson } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import { locate } from '../../ir/call-site.ts';
import { isFromInput, type ResolvedCache } from '../../ir/settings/settings.ts';
import { taskNames } from '../../ir/wire/task-protocol.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { inputPath, inputValues } from './input-values.ts';
import { durationText } from './retry-strategy.ts';
import { settingsKey } from './settings-key.ts';
import type { TemplateEntry } from './template-book.ts';

/** What results are kept by, besides the inputs. */
export interface CachePlace {
  /** The text of the code. */
  readonly code: string;
  /** The image of components without one. */
  readonly image: string;
  /** Name of the ConfigMap, unless the setting names one. */
  readonly configMap: string;
}

/**
 * Returns how Argo keeps the results of a template.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION` for inputs that are files, whose content is not known when the result is looked up
 */
export function memoizeOf(
  entry: TemplateEntry,
  cache: Exclude<ResolvedCache, false>,
  place: CachePlace,
): Memoize {
  const { maxAge, configMap = place.configMap } = cache;
  return {
    key: printTag(sprig('sha256sum', toJson(listOf(...partsOf(entry, cache, place))))),
    ...(maxAge === undefined ? {} : { maxAge: durationText(maxAge) }),
    cache: { configMap: { name: configMap } },
  };
}

function partsOf(
  entry: TemplateEntry,
  { key }: Exclude<ResolvedCache, false>,
  place: CachePlace,
): readonly ExpressionNode[] {
  const { descriptor, files, settings } = entry;
  if (key !== undefined) {
    const inputs = { fields: inputValues(entry) };
    return [text(descriptor.name), translateArrow(key, [inputs], { kind: 'string', what: 'cache.key' })];
  }
  const file = descriptor.inputs.find((_, index) => files.has(index));
  if (file !== undefined) throw fileInKey(entry, file.name);
  const { image = place.image } = settings;
  const inputs = descriptor.inputs.flatMap(({ route }, index) =>
    route === 'secret' ? [] : [inputPath(entry, index)],
  );
  return [
    text(digestOf(entry, place)),
    ...(isFromInput(image) ? [pathNode(['inputs', 'parameters', image.input])] : []),
    ...inputs,
    ...(descriptor.inputs.length === 0 || descriptor.definition !== undefined
      ? []
      : [pathNode(['inputs', 'parameters', taskNames.forms])]),
  ];
}

/** Returns a hash of what a result depends on besides its inputs. */
function digestOf({ settings, itemsWanted, urisWanted }: TemplateEntry, { code, image }: CachePlace): string {
  const { env, envFrom, secrets } = settings;
  const known = settingsKey({
    ...(env && { env }),
    ...(envFrom && { envFrom }),
    ...(secrets && { secrets }),
  });
  const parts = [code, isFromInput(settings.image) ? '' : (settings.image ?? image), known];
  // Cached outputs must have the form that the tasks after it read.
  return createHash('sha256')
    .update(JSON.stringify([...parts, [...itemsWanted].sort(), ...[...urisWanted.keys()].sort()]))
    .digest('hex')
    .slice(0, 16);
}

function fileInKey({ descriptor, site }: TemplateEntry, input: string): PipelineError {
  return new PipelineError(
    'PIPELINE_INVALID_OPTION',
    `"cache" of ${descriptor.name} needs a key, because the input "${input}" is passed as a file, and Argo does not know its content. Write cache: { key: (inputs) => ... }.`,
    { location: locate(site) },
  );
}
