import { isDeepStrictEqual } from 'node:util';
import type { Template } from '@tiphys/models';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { PipelineError } from '../pipeline-error.ts';

/**
 * Returns the distinct templates of `fromTemplate` components.
 *
 * @throws PipelineError `PIPELINE_DUPLICATE_NAME` if different templates have the same name
 */
export function ownTemplates(components: readonly ComponentDescriptor[]): readonly Template[] {
  const found = new Map<string, Template>();
  for (const template of components.flatMap(({ remote }) => remote?.own ?? [])) {
    const name = template.name ?? '';
    const known = found.get(name);
    if (known !== undefined && !isDeepStrictEqual(known, template)) {
      throw new PipelineError(
        'PIPELINE_DUPLICATE_NAME',
        `Two different templates of the pipeline have the name "${name}". Rename one of them.`,
      );
    }
    found.set(name, template);
  }
  return [...found.values()];
}
