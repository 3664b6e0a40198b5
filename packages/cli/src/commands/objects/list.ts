import type { StoredObject } from '@tiphys/client';
import type { CommandSpec } from '../../line/command.ts';
import { selectorOption } from '../../objects/choose-objects.ts';
import type { ObjectKind } from '../../objects/object-kind.ts';
import { inObjectPlace, objectPlaceOptions } from '../../objects/object-place.ts';
import { outputOption } from '../../objects/print-object.ts';
import { allNamespacesOption } from '../../place/cluster-options.ts';
import { printObjects } from '../../runs/print-objects.ts';
import { renderTable } from '../../show/render-table.ts';
import { ExitCode } from '../../world/exit-code.ts';
import type { World } from '../../world/world.ts';

/** Returns objects as rows of a table, the names of the columns first. */
export type RenderRows = (
  objects: readonly StoredObject[],
  world: World,
) => Promise<readonly (readonly string[])[]>;

/** Returns the command that lists the objects of a kind. */
export function createListCommand(
  kind: ObjectKind,
  { details, renderRows = renderNames }: { readonly details?: string; readonly renderRows?: RenderRows } = {},
): CommandSpec {
  return {
    name: `${kind.word} list`,
    summary: `List the ${kind.kind}s`,
    ...(details !== undefined && { details }),
    options: {
      ...(kind.ofNamespace && allNamespacesOption),
      ...selectorOption,
      ...outputOption,
      'no-headers': { summary: 'Print no line with the names of the columns', type: 'flag' },
      ...objectPlaceOptions(kind),
    },
    examples: [
      { line: `tiphys ${kind.word} list`, does: `List the ${kind.kind}s` },
      { line: `tiphys ${kind.word} list -l team=web -o name`, does: 'Print the names of some of them' },
    ],
    run: (args, world) =>
      inObjectPlace(kind, { args, world }, async ({ store }) => {
        const allNamespaces = kind.ofNamespace && args.flag('all-namespaces');
        const signal = world.interrupted;
        const found = await store.list({ labels: args.text('selector'), allNamespaces, signal });
        const format = args.text('output');
        const { out, err } = world.terminal;
        if (format === 'json' || format === 'yaml') await printObjects(found, format, world);
        else if (format === 'name') for (const { metadata } of found) out(`${metadata.name}\n`);
        // As in argo, this is not an error.
        else if (found.length === 0) err(`No ${kind.kind}s found.\n`);
        else {
          const rows = await renderRows(found, world);
          const spaces = ['NAMESPACE', ...found.map(({ metadata }) => metadata.namespace ?? '')];
          const all = rows.map((row, index) => (allNamespaces ? [spaces[index] ?? '', ...row] : row));
          out(renderTable(args.flag('no-headers') ? all.slice(1) : all));
        }
        return ExitCode.Ok;
      }),
  };
}

async function renderNames(
  objects: readonly StoredObject[],
  world: World,
): Promise<readonly (readonly string[])[]> {
  const { formatSpan } = await import('@tiphys/view');
  const rows = objects.map(({ metadata }) => [
    metadata.name ?? '',
    formatSpan(metadata.creationTimestamp, world.now()) || '-',
  ]);
  return [['NAME', 'AGE'], ...rows];
}
