import type { Workflow } from '@tiphys/models';
import type { ContainerBase, EnvVar, Template } from './program-fields.ts';

type Row = readonly [string, string];

/** What stands for the value of a Secret. */
const MASK = '******';

/** The program of a node, for people. */
export interface DescribedProgram {
  readonly command: readonly Row[];
  readonly environment: readonly Row[];
}

/**
 * Returns the image, the command and the environment of a template, with the values of Secrets masked. Empty if it runs no program. Packed code of a
 * pipeline is shown as the tag of its parameter.
 */
export async function describeProgram(
  template: Template | undefined,
  { spec }: Workflow,
): Promise<DescribedProgram> {
  const program = template?.container ?? template?.script;
  if (program === undefined) return { command: [], environment: [] };
  const { shortValue, withoutGeneratedValues } = await import('@tiphys/view');
  const parameters = spec.arguments?.parameters ?? [];
  const shown = (text: string): string => shortValue(withoutGeneratedValues(text, parameters));
  const rows = [
    ['Image', program.image],
    ...commandRows(program),
    ['Folder', program.workingDir],
    ['Script', template?.script?.source?.trimEnd()],
  ] as const;
  return {
    command: rows.flatMap(([title, text]) =>
      text === undefined || text === '' ? [] : [[title, shown(text)] as const],
    ),
    environment: environmentOf(program, shown),
  };
}

/** What a shell runs is a script, and shown as it is written. All other words are shown as a shell would take them. */
function commandRows({ command = [], args = [] }: ContainerBase): readonly Row[] {
  const words = [...command, ...args];
  const flag = words.findIndex((word, index) => index > 0 && /^-[a-z]*c$/.test(word));
  const isShell = /^(?:.*\/)?(?:ba|da|z|a)?sh$/.test(words[0] ?? '');
  const script = isShell && flag > 0 ? words[flag + 1] : undefined;
  if (script === undefined)
    return [
      ['Command', wordsOf(command)],
      ['Arguments', wordsOf(args)],
    ];
  return [
    ['Command', wordsOf(words.slice(0, flag + 1))],
    ['Script', script.trimEnd()],
    ['Arguments', wordsOf(words.slice(flag + 2))],
  ];
}

function environmentOf(
  { env = [], envFrom = [] }: ContainerBase,
  shown: (text: string) => string,
): readonly Row[] {
  return [
    ...envFrom.map(
      ({ secretRef, configMapRef, prefix = '' }): Row => [
        `${prefix}*`,
        secretRef === undefined ? `(ConfigMap ${configMapRef?.name})` : `${MASK} (Secret ${secretRef.name})`,
      ],
    ),
    ...env.map((variable): Row => [variable.name, shownVariable(variable) ?? shown(variable.value ?? '')]),
  ];
}

function shownVariable({ valueFrom }: EnvVar): string | undefined {
  const { secretKeyRef, configMapKeyRef, fieldRef } = valueFrom ?? {};
  if (secretKeyRef !== undefined) return `${MASK} (Secret ${secretKeyRef.name}, key ${secretKeyRef.key})`;
  if (configMapKeyRef !== undefined) return `(ConfigMap ${configMapKeyRef.name}, key ${configMapKeyRef.key})`;
  if (fieldRef !== undefined) return `(field ${fieldRef.fieldPath})`;
  return undefined;
}

/** Returns words as a shell would take them, in quotes where that is necessary. */
function wordsOf(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (word.includes("'") && !/["$`\\!]/.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
