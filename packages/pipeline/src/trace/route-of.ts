import type { ValueRoute } from '../component-descriptor.ts';
import { isRemoteFile } from '../remote/remote-call.ts';
import type { Source } from './source.ts';

/** Returns how a source travels: as a file only what a call gives, since Argo neither collects nor computes with files. */
export function routeOf(source: Source): ValueRoute {
  if (source.kind === 'call') return source.component.descriptor.output.route;
  return isRemoteFile(source) ? 'file' : 'value';
}

/** Tells whether a source travels as an artifact, whatever is in it. */
export function travelsAsFile(source: Source): boolean {
  const route = routeOf(source);
  return route === 'large' || route === 'file';
}
