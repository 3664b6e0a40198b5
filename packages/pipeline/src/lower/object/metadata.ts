import type { ObjectMeta } from '@tiphys/models';
import { SIGNATURES_ANNOTATION } from '../../ir/component/template-signature.ts';
import type { PipelineSettings } from '../../ir/settings/pipeline-settings.ts';
import type { WrittenTemplates } from './spec.ts';

/** Returns the metadata of an object, apart from its name. */
export function metadataOf(
  { namespace, annotations, description, title }: PipelineSettings,
  {
    labels: { fixed: labels },
    signature,
    inputTypes,
  }: Pick<WrittenTemplates, 'labels' | 'signature' | 'inputTypes'>,
): ObjectMeta {
  const notes = {
    ...(title === undefined ? {} : { 'workflows.argoproj.io/title': title }),
    ...(description === undefined ? {} : { 'workflows.argoproj.io/description': description }),
    ...(signature === undefined
      ? {}
      : { [SIGNATURES_ANNOTATION]: JSON.stringify(Object.fromEntries([signature])) }),
    ...inputTypes,
    ...annotations,
  };
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(Object.keys(notes).length === 0 ? {} : { annotations: notes }),
  };
}
