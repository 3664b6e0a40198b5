import type { ContainerBase, EnvVar, Template } from './program-fields.ts';

type Row = readonly [string, string];

/** What stands for the value of a Secret. */
const MASK = '******';

/** Most lines of a script or an argument that are shown. */
const MOST_LINES = 20;

/** The program of a node, for people. */
export interface DescribedProgram {
  readonly command: readonly Row[];
  readonly environment: readonly Row[];
}

/** Returns the image, the command and the environment of a template, with the values of Secrets masked. Empty if it runs no program. */
export function describeProgram(template: Template | undefined): DescribedProgram {
  const program = template?.container ?? template?.script;
  if (program === undefined) return { command: [], environment: [] };
  const rows = [
    ['Image', program.image],
    ['Command', wordsOf(program.command)],
    ['Arguments', wordsOf(program.args)],
    ['Folder', program.workingDir],
    ['Script', template?.script?.source === undefined ? undefined : cut(template.script.source.trimEnd())],
  ] as const;
  return {
    command: rows.flatMap(([title, text]) =>
      text === undefined || text === '' ? [] : [[title, text] as const],
    ),
    environment: environmentOf(program),
  };
}

function environmentOf({ env = [], envFrom = [] }: ContainerBase): readonly Row[] {
  return [
    ...envFrom.map(
      ({ secretRef, configMapRef, prefix = '' }): Row => [
        `${prefix}*`,
        secretRef === undefined ? `(ConfigMap ${configMapRef?.name})` : `${MASK} (Secret ${secretRef.name})`,
      ],
    ),
    ...env.map((variable): Row => [variable.name, shownVariable(variable)]),
  ];
}

function shownVariable({ value, valueFrom }: EnvVar): string {
  const { secretKeyRef, configMapKeyRef, fieldRef } = valueFrom ?? {};
  if (secretKeyRef !== undefined) return `${MASK} (Secret ${secretKeyRef.name}, key ${secretKeyRef.key})`;
  if (configMapKeyRef !== undefined) return `(ConfigMap ${configMapKeyRef.name}, key ${configMapKeyRef.key})`;
  if (fieldRef !== undefined) return `(field ${fieldRef.fieldPath})`;
  return cut(value ?? '');
}

/** Returns words as a shell would take them. */
function wordsOf(words: readonly string[] | undefined): string | undefined {
  return words
    ?.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : cut(`'${word.replaceAll("'", `'\\''`)}'`)))
    .join(' ');
}

function cut(text: string): string {
  const lines = text.split('\n');
  const kept = lines
    .slice(0, MOST_LINES)
    .map((line) => (line.length > 500 ? `${line.slice(0, 500)}…` : line));
  const more = lines.length - kept.length;
  return more > 0 ? `${kept.join('\n')}\n… ${more} more lines` : kept.join('\n');
}
