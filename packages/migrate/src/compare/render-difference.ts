import type { SchemaChange, SchemaDifference } from './schema-difference.ts';

/** Returns a difference as text for a terminal: breaking changes first, each under the kinds that it affects. */
export function renderDifferenceText(difference: SchemaDifference): string {
  const sections = sectionsOf(difference).map(
    ({ title, groups }) =>
      `${title}\n${groups
        .map(({ kinds, changes }) => `\n  ${kinds}\n${changes.map((change) => textOf(change)).join('\n')}`)
        .join('\n')}`,
  );
  return `${[headlineOf(difference), ...sections].join('\n\n')}\n`;
}

/** Returns a difference as Markdown: breaking changes first, each under the kinds that it affects. */
export function renderDifferenceMarkdown(difference: SchemaDifference): string {
  const sections = sectionsOf(difference).map(
    ({ title, groups }) =>
      `## ${title}\n\n${groups
        .map(({ kinds, changes }) => `### ${kinds}\n\n${changes.map(markdownOf).join('\n')}`)
        .join('\n\n')}`,
  );
  return `${[`# ${headlineOf(difference)}`, ...sections].join('\n\n')}\n`;
}

function headlineOf({ from, to, changes }: SchemaDifference): string {
  const breaking = changes.filter((change) => change.breaking).length;
  return `${from} to ${to}: ${changes.length} ${changes.length === 1 ? 'change' : 'changes'}, ${breaking} of them breaking`;
}

interface Section {
  readonly title: string;
  readonly groups: readonly { readonly kinds: string; readonly changes: readonly SchemaChange[] }[];
}

function sectionsOf({ changes }: SchemaDifference): readonly Section[] {
  const titles = [
    ['Breaking changes', true],
    ['Other changes', false],
  ] as const;
  return titles.flatMap(([title, breaking]): readonly Section[] => {
    const chosen = changes.filter((change) => change.breaking === breaking);
    const groups = [...Map.groupBy(chosen, kindsOf)].map(([kinds, own]) => ({ kinds, changes: own }));
    return groups.length === 0 ? [] : [{ title, groups }];
  });
}

function kindsOf({ paths }: SchemaChange): string {
  const kinds = [...new Set(paths.map((path) => path.split(/[.[{]/)[0]))];
  return kinds.length === 0 ? 'Not part of a kind' : kinds.join(', ');
}

function nameOf({ definition, field }: SchemaChange): string {
  return field === undefined ? definition : `${definition}.${field}`;
}

function textOf(change: SchemaChange): string {
  const [first, ...others] = change.paths;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const lines = [`    ${nameOf(change)}: ${sentenceOf(change)}`];
  if (change.replacement !== undefined) lines.push(`      ${change.replacement.text.replaceAll('`', '')}`);
  if (change.breaking && first !== undefined) lines.push(`      at ${first}${more}`);
  return lines.join('\n');
}

function markdownOf(change: SchemaChange): string {
  const sentence = sentenceOf(change, quoteMarkdown);
  const advice = change.replacement === undefined ? '' : ` ${change.replacement.text}`;
  return `- \`${nameOf(change)}\`: ${sentence}${sentence.endsWith('.') ? '' : '.'}${advice}`;
}

/** Patterns and types contain characters that have a meaning in Markdown. */
function quoteMarkdown(value: string): string {
  const ticks = '`'.repeat(Math.max(0, ...[...value.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return /^[\w ,]*$/.test(value) ? value : `${ticks}${value}${ticks}`;
}

function sentenceOf(
  { kind, before: was, after: is }: SchemaChange,
  quote: (value: string) => string = (value) => value,
): string {
  const before = was === undefined ? undefined : quote(was);
  const after = is === undefined ? undefined : quote(is);
  switch (kind) {
    case 'added':
      return after === undefined ? 'added' : `added, ${after}`;
    case 'removed':
      return before === undefined ? 'removed' : `removed, was ${before}`;
    case 'retyped':
      return `was ${before}, is ${after}`;
    case 'required':
      return 'now required';
    case 'optional':
      return 'no longer required';
    case 'deprecated':
      return `deprecated: ${is}`;
    case 'values':
      return changeSentence(['values', 'any text'], before, after);
    case 'limits':
      return changeSentence(['limit', 'no limit'], before, after);
    case 'pattern':
      return changeSentence(['pattern', 'any text'], before, after);
    case 'group':
      return groupSentence(was, is);
    case 'opened':
      return 'now accepts any field';
    case 'closed':
      return 'now accepts only known fields';
    default:
      throw new Error(`unreachable: change ${String(kind satisfies never)}`);
  }
}

/** `none` is the word for a missing restriction. */
function changeSentence(
  [what, none]: readonly [string, string],
  before: string | undefined,
  after: string | undefined,
): string {
  if (before === none) return `new ${what}: ${after}`;
  if (after === none) return `removed ${what}: ${before}`;
  return `${what} changed from ${before} to ${after}`;
}

function groupSentence(before: string | undefined, after: string | undefined): string {
  if (after === undefined) return `removed rule: ${before}`;
  return before === undefined ? `new rule: ${after}` : `rule changed from "${before}" to "${after}"`;
}
