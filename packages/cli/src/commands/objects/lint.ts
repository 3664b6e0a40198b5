import type { CommandSpec } from '../../line/command.ts';
import { forEachItem } from '../../objects/for-each-item.ts';
import type { ObjectKind } from '../../objects/object-kind.ts';
import { inObjectCluster } from '../../objects/object-place.ts';
import { assertOwnNamespace, readKind, readOptions } from '../../objects/read-kind.ts';
import { clusterOptions } from '../../place/cluster-options.ts';
import { shownPath } from '../../show/shown-path.ts';
import { CliError } from '../../world/cli-error.ts';
import { ExitCode } from '../../world/exit-code.ts';

/** Returns the command that checks objects of a kind: with the rules of Tiphys, and by the server. */
export function createLintCommand(kind: ObjectKind): CommandSpec {
  return {
    name: `${kind.word} lint`,
    summary: `Check the ${kind.kind}s of files, also against what is in the cluster`,
    details: `
Checks the files with the rules of \`tiphys lint\`. If these find no errors, the server checks the objects, too, and the
templates that they refer to must be in the cluster or in the files. Nothing is stored. The exit code is 1 if there are errors. Without a cluster, use \`tiphys lint\`.`,
    positional: {
      name: 'FILE',
      summary: 'Manifests, pipelines, folders, or - for standard input.',
      required: true,
      many: true,
      completes: 'file',
    },
    options: { ...readOptions, ...clusterOptions },
    examples: [{ line: `tiphys ${kind.word} lint ${kind.file}`, does: 'Check a file' }],
    run: async (args, world) => {
      const read = await readKind(kind, args, world).catch((error: unknown) => {
        if (!(error instanceof CliError) || error.code !== 'CLI_INVALID_MANIFEST') throw error;
        world.terminal.out(`${error.message}\n`);
        return undefined;
      });
      if (read === undefined) return ExitCode.Findings;
      const { files, others } = read;
      const { createReferenceCheck } = await import('../../references/reference-check.ts');
      return await inObjectCluster(kind, { args, world }, async (place) => {
        let isClean = true;
        const given = [...files.map(({ object }) => object), ...others];
        const assertReferences = createReferenceCheck(place.cluster, given, world);
        const code = await forEachItem(files, world, async (one) => {
          assertOwnNamespace(one, place);
          const message = await place.store
            .lint(one.object, { signal: world.interrupted })
            .then(() => assertReferences(one.object))
            .then(() => undefined, refusalOf);
          if (message === undefined) return;
          isClean = false;
          world.terminal.out(
            `${shownPath(one.file, world)}: ${kind.kind} ${one.object.metadata.name}: ${message}\n`,
          );
        });
        if (code !== ExitCode.Ok) return code;
        if (isClean)
          world.terminal.out(
            `No issues in ${files.length} ${files.length === 1 ? kind.kind : `${kind.kind}s`}\n`,
          );
        return isClean ? ExitCode.Ok : ExitCode.Findings;
      });
    },
  };
}

/** Returns why a server refuses an object. Any other error is thrown again. */
function refusalOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'CLIENT_INVALID') return error.message;
  throw error;
}
