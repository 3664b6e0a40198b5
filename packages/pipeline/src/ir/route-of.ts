import type { ValueRoute } from './component-descriptor.ts';
import { isRemoteFile } from './remote-call.ts';
import type { Source } from './source.ts';

/** Returns how a source is passed. Only outputs of calls can be files, because Argo neither collects files nor uses them in expressions. */
export function routeOf(source: Source): ValueRoute {
  if (source.kind === 'call') return source.component.descriptor.output.route;
  return isRemoteFile(source) ? 'file' : 'value';
}

/** Tells whether a source is passed as an artifact. */
export function travelsAsFile(source: Source): boolean {
  const route = routeOf(source);
  return route === 'large' || route === 'file';
}
