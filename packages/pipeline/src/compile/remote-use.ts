import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import type { RemoteTemplate } from '../ir/component/remote-template.ts';
import { sourceFile } from '../ir/component/source-file.ts';

/** A template of another object that a pipeline calls, and the file that its component was generated from. */
export interface RemoteUse extends Pick<RemoteTemplate, 'name' | 'template' | 'clusterScope'> {
  /** Absolute path of the YAML file, if the component was generated. The file may no longer exist. */
  readonly file?: string;
}

/** Returns the template of another object that a component calls, if any. */
export function remoteUseOf({ remote, source }: ComponentDescriptor): RemoteUse | undefined {
  if (remote === undefined || remote.own !== undefined) return undefined;
  const { name, template, clusterScope } = remote;
  return {
    name,
    template,
    ...(clusterScope === undefined ? {} : { clusterScope }),
    ...(source.module === '' ? {} : { file: sourceFile({ source }) }),
  };
}
