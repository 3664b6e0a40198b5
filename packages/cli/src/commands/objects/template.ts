import type { CommandSpec } from '../../line/command.ts';
import { OBJECT_KINDS, type ObjectKind } from '../../objects/object-kind.ts';
import { createCreateCommand } from './create.ts';
import { createDeleteCommand } from './delete.ts';
import { createGetCommand } from './get.ts';
import { createLintCommand } from './lint.ts';
import { createListCommand } from './list.ts';
import { createUpdateCommand } from './update.ts';

/** The commands about WorkflowTemplates and ClusterWorkflowTemplates. */
export const templateCommands: readonly CommandSpec[] = [
  OBJECT_KINDS.template,
  OBJECT_KINDS.clusterTemplate,
].flatMap((kind: ObjectKind) => [
  createListCommand(kind),
  createGetCommand(kind),
  createCreateCommand(kind),
  createUpdateCommand(kind),
  createDeleteCommand(kind),
  createLintCommand(kind),
]);
