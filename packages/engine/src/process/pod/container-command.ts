import type { Container, ScriptTemplate } from '@tiphys/models';
import { findImageCommand, type ImageCommands } from '../image-commands.ts';
import { expandVariables } from './variable-expansion.ts';

/**
 * Path at which Argo puts the source of a script (`ExecutorScriptSourcePath` in its `workflow/common`).
 * See docs/semantics/pods.md#script.
 */
export const SCRIPT_PATH = '/argo/staging/script';

/** Returns the command of a container; undefined if neither it nor the table has one. */
export function findCommand(container: Container, images: ImageCommands): readonly string[] | undefined {
  const args = container.args ?? [];
  if (container.command !== undefined && container.command.length > 0) return [...container.command, ...args];
  const image = findImageCommand(container.image ?? '', images);
  const found =
    image === undefined ? [] : [...(image.entrypoint ?? []), ...(args.length > 0 ? args : (image.cmd ?? []))];
  return found.length === 0 ? undefined : found;
}

/** Returns the command of a script, with the file of its source as the last argument. An empty source adds none. */
export function findScriptCommand(
  script: ScriptTemplate,
  images: ImageCommands,
): readonly string[] | undefined {
  const command = findCommand(script, images);
  if (command === undefined || script.source === undefined || script.source === '') return command;
  return [...command, SCRIPT_PATH];
}

/** Replaces `$(NAME)` in the arguments of a command. */
export function expandCommand(
  command: readonly string[],
  variables: ReadonlyMap<string, string>,
): readonly string[] {
  return command.map((word) => expandVariables(word, variables));
}
