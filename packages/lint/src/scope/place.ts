import type { Catalogue } from '../view/catalogue.ts';
import type { Subject } from '../view/subject.ts';
import type { Call, TemplateView } from '../view/template-view.ts';
import type { Globals } from './globals.ts';

/** The place of a tag: a template, and in steps and dags the call or the outputs. */
export interface Place {
  readonly view: TemplateView;
  readonly home: Subject;
  readonly globals: Globals;
  readonly catalogue: Catalogue;
  /** Absent in the outputs, which see every call. */
  readonly call?: Call;
}

/** Why a tag has no value in its place. */
export interface Fault {
  readonly message: string;
  readonly name: string;
  /** Names that do have a value, for suggestions. */
  readonly known: Iterable<string>;
}

/** Returns a fault with its name, the names that exist, and the reason. */
export function fault(name: string, known: Iterable<string>, message: string): Fault {
  return { name, known, message };
}
