import type { JsonPath } from '@tiphys/models/facts';
import type { IssuePlace } from '../report/issue.ts';

/** A file to check. */
export interface LintInput {
  readonly file: string;
  readonly text: string;
  /**
   * Whether the file was found in a folder rather than named: what is not an object of Argo in it is skipped, since other programs may own it.
   *
   * @default false
   */
  readonly isFound?: boolean;
  /** The place of the first byte that is not UTF-8, if there is one. */
  readonly invalidUtf8?: { readonly line: number; readonly column: number };
}

/** Objects to check that are not in a text, such as the exports of a module. */
export interface LintObjects {
  /** The file that they come from. */
  readonly file: string;
  /** The export of the file that holds them. */
  readonly exportName?: string;
  readonly objects: readonly unknown[];
  /** Returns where the user wrote what is at a path of one of the objects. Without it, issues have no line. */
  readonly locate?: (path: JsonPath) => IssuePlace | undefined;
}
