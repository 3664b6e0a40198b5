import { expandVariables } from '../../pod-spec/variable-expansion.ts';
import type { ImageCommands } from '../image-command.ts';
import { findImageCommand } from '../image-commands.ts';

/**
 * Path at which Argo puts the source of a script (`ExecutorScriptSourcePath` in its `workflow/common`).
 * See docs/semantics/pods.md#script.
 */
export const SCRIPT_PATH = '/argo/staging/script';

/** The fields of a container or script that its command is made from. */
export interface CommandFields {
  readonly image?: string | undefined;
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  /** The source of a script. Its file becomes the last argument, unless the source is empty. */
  readonly source?: string | undefined;
}

/** Returns the command of a container; undefined if neither it nor the table has one. */
export function findCommand(fields: CommandFields, images: ImageCommands): readonly string[] | undefined {
  const words = containerWords(fields, images);
  if (words.length === 0) return undefined;
  return fields.source === undefined || fields.source === '' ? words : [...words, SCRIPT_PATH];
}

function containerWords(
  { image = '', command = [], args = [] }: CommandFields,
  images: ImageCommands,
): readonly string[] {
  const found = findImageCommand(image, images);
  const [program = '', ...others] = command;
  const own = found?.programs && Object.hasOwn(found.programs, program) ? found.programs[program] : undefined;
  if (own !== undefined) return [...own, ...others, ...args];
  if (command.length > 0) return [...command, ...args];
  if (found === undefined) return [];
  return [...(found.entrypoint ?? []), ...(args.length > 0 ? args : (found.cmd ?? []))];
}

/** Replaces `$(NAME)` in the arguments of a command. */
export function expandCommand(
  command: readonly string[],
  variables: ReadonlyMap<string, string>,
): readonly string[] {
  return command.map((word) => expandVariables(word, variables));
}
