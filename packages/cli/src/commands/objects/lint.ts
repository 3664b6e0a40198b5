import { assertValuesStored } from '../../cron/assert-values-stored.ts';
import type { CommandSpec } from '../../line/command.ts';
import { forEachFile, objectFiles } from '../../objects/for-each-file.ts';
import type { ObjectKind } from '../../objects/object-kind.ts';
import { readKind, readOptions } from '../../objects/read-kind.ts';
import { clusterOptions } from '../../place/cluster-options.ts';
import { findFirst, findIn, findInCluster } from '../../place/find-template.ts';
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
    positional: objectFiles,
    options: { ...readOptions, ...clusterOptions },
    examples: [{ line: `tiphys ${kind.word} lint ${kind.file}`, does: 'Check a file' }],
    run: async (args, world) => {
      const read = await readKind(kind, args, world).catch((error: unknown) => {
        if (!(error instanceof CliError) || error.code !== 'CLI_INVALID_MANIFEST') throw error;
        world.terminal.out(`${error.message}\n`);
        return undefined;
      });
      if (read === undefined) return ExitCode.Findings;
      const given = [...read.files.map(({ object }) => object), ...read.others];
      let isClean = true;
      const code = await forEachFile(
        kind,
        read,
        { args, world },
        async (one, { place, assertReferences }) => {
          const message = await place.store
            .lint(one.object, { signal: world.interrupted })
            .then(() => assertReferences(one.object))
            .then(() =>
              assertValuesStored(one.object, findFirst(findIn(given), findInCluster(place.cluster))),
            )
            .then(() => undefined, refusalOf);
          if (message === undefined) return;
          isClean = false;
          world.terminal.out(
            `${shownPath(one.file, world)}: ${kind.kind} ${one.object.metadata.name}: ${message}\n`,
          );
        },
      );
      if (code !== ExitCode.Ok) return code;
      if (!isClean) return ExitCode.Findings;
      const count = read.files.length;
      world.terminal.out(`No issues in ${count} ${count === 1 ? kind.kind : `${kind.kind}s`}\n`);
      return ExitCode.Ok;
    },
  };
}

/** Returns why an object cannot be stored. Any other error is thrown again. */
function refusalOf(error: unknown): string {
  const codes: readonly unknown[] = ['CLIENT_INVALID', 'CLI_MISSING_PARAMETER'];
  if (error instanceof Error && 'code' in error && codes.includes(error.code)) return error.message;
  throw error;
}
