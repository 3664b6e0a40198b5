import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../../packages/cli/src/commands.ts';
import { root } from './workspace.ts';

/** Every command of `argo`, in groups by their first words. */
const ARGO_COMMANDS: Readonly<Record<string, string>> = {
  argo: 'archive auth cluster-template completion convert cp cron delete executor-plugin get lint list logs node resubmit resume retry server stop submit suspend sync template terminate version wait watch',
  'argo archive': 'delete get list list-label-keys list-label-values resubmit retry',
  'argo auth': 'token',
  'argo cluster-template': 'create delete get lint list update',
  'argo cron': 'backfill create delete get lint list resume suspend update',
  'argo executor-plugin': 'build',
  'argo sync': 'create delete get update',
  'argo template': 'create delete get lint list update',
};

const page = readFileSync(path.join(root, 'docs/argo-commands.md'), 'utf8');
const rows = [...page.matchAll(/^\| `(argo[a-z -]*)` \|(.*)\|(.*)\|(.*)\|$/gm)].map(
  ([, argo = '', tiphys = '', options = '', remarks = '']) => ({
    argo,
    tiphys: tiphys.trim(),
    options: options.trim(),
    remarks: remarks.trim(),
  }),
);

test('the page has each of the 62 commands of argo, in order', () => {
  const commands = Object.entries(ARGO_COMMANDS).flatMap(([group, names]) =>
    names.split(' ').map((name) => `${group} ${name}`),
  );
  const wanted = ['argo', ...commands].sort();
  expect(wanted).toHaveLength(62);
  expect(rows.map(({ argo }) => argo)).toEqual(wanted);
});

test.for(rows)('$argo has a form in Tiphys, or a reason for its absence', ({ tiphys, options, remarks }) => {
  if (tiphys === 'none') {
    expect(remarks.length).toBeGreaterThan(10);
    return;
  }
  const name = /^`tiphys ?([a-z -]*)`$/.exec(tiphys)?.[1];
  if (name === '' || name === 'version') return;
  const command = commands.find((one) => one.name === name);
  // A group has no options.
  const isGroup = commands.some((one) => one.name.startsWith(`${name} `));
  expect({ name, exists: command !== undefined || isGroup }).toEqual({ name, exists: true });
  const known = Object.entries(command?.options ?? {}).flatMap(([long, { short }]) => [
    `--${long}`,
    ...(short === undefined ? [] : [`-${short}`]),
  ]);
  const named = [...options.matchAll(/--?[a-zA-Z][a-z\d-]*/g)].map(([option]) => option);
  expect(named.filter((option) => !known.includes(option))).toEqual([]);
});
