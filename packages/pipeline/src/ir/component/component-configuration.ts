import type { CallSite } from '../call-site.ts';
import type { ResolvedOptions } from '../settings/settings.ts';
import type { ComponentDescriptor } from './component-descriptor.ts';

/** A component with the options that `with` has set. */
export interface ComponentConfiguration {
  readonly descriptor: ComponentDescriptor;
  readonly options: ResolvedOptions;
  /** Name of its tasks and its template, valid in Argo. */
  readonly name: string;
  /** Where `with` was called. */
  readonly site?: CallSite;
}
