import { isDeepStrictEqual } from 'node:util';
import type { Template } from '@tiphys/models';
import type { ComponentDescriptor } from '../component-descriptor.ts';
import { PipelineError } from '../pipeline-error.ts';

/**
 * Returns the templates that come with components, each once.
 *
 * @throws PipelineError `PIPELINE_DUPLICATE_NAME` when two that differ have one name
 */
export function ownTemplates(components: readonly ComponentDescriptor[]): readonly Template[] {
  const found = new Map<string, Template>();
  for (const template of components.flatMap(({ remote }) => remote?.own ?? [])) {
    const name = template.name ?? '';
    const known = found.get(name);
    if (known !== undefined && !isDeepStrictEqual(known, template)) {
      throw new PipelineError('PIPELINE_DUPLICATE_NAME', {
        message: `Two templates that the pipeline brings along have the name "${name}" and differ. Give one of them another name.`,
      });
    }
    found.set(name, template);
  }
  return [...found.values()];
}
