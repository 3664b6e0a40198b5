import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ComponentDescriptor } from '../component-descriptor.ts';
import type { RemoteTemplate } from './remote-template.ts';

/** A template of another object that a pipeline calls, and where it was seen when its component was generated. */
export interface RemoteUse extends Pick<RemoteTemplate, 'name' | 'template' | 'clusterScope'> {
  /** Absolute path of the YAML file that the component was generated from, if it was; it may be gone by now. */
  readonly file?: string;
}

/** Returns which template of another object a component calls, if it does. */
export function remoteUseOf({ remote, source }: ComponentDescriptor): RemoteUse | undefined {
  if (remote === undefined || remote.own !== undefined) return undefined;
  const { name, template, clusterScope } = remote;
  return {
    name,
    template,
    ...(clusterScope === undefined ? {} : { clusterScope }),
    ...(source.module === '' ? {} : { file: resolve(dirname(fileURLToPath(source.module)), source.file) }),
  };
}
