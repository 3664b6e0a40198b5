import type { ObjectMeta } from '@tiphys/models';
import type { PipelineSettings } from '../../ir/settings/pipeline-settings.ts';

/** Returns the metadata of an object, apart from its name. */
export function metadataOf({ namespace, labels, annotations, description }: PipelineSettings): ObjectMeta {
  const notes = {
    ...(description === undefined ? {} : { 'workflows.argoproj.io/description': description }),
    ...annotations,
  };
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(labels === undefined ? {} : { labels }),
    ...(Object.keys(notes).length === 0 ? {} : { annotations: notes }),
  };
}
