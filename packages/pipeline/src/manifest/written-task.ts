import type { Arguments } from '@tiphys/models';

/** A task of a dag as this package writes it: always a call of a template by its name. */
export interface WrittenTask {
  readonly name: string;
  readonly depends?: string;
  readonly when?: string;
  readonly template: string;
  readonly arguments?: Arguments;
  readonly withParam?: string;
}
