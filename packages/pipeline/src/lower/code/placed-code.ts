import type { Parameter } from '@tiphys/models';
import type { ComponentCode } from '../../code/component-code.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { TemplateEntry } from '../component/template-book.ts';

/** The code of all components of a pipeline. */
export type Codes = ReadonlyMap<ComponentDescriptor, ComponentCode>;

/** Where the code of each template is. */
export interface PlacedCode {
  /** Text of `script.source` for each template. */
  readonly sources: ReadonlyMap<TemplateEntry, string>;
  /** Workflow parameters with code that several templates share. */
  readonly parameters: readonly Parameter[];
}
