import type { Colours } from '../world/terminal.ts';
import type { Finding, FindingLevel } from './finding.ts';

const SIGNS: Readonly<Record<FindingLevel, string>> = { ok: '✔', warning: '!', problem: '✖', unknown: '?' };
const COLOURS = { ok: 'green', warning: 'yellow', problem: 'red', unknown: 'dim' } as const;

/** Returns findings as lines for people, and a summary. */
export function renderFindings(findings: readonly Finding[], colours: Colours): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.flatMap((finding, index) => {
    const { check, level, message, advice } = finding;
    // Findings of the same check are below its name.
    const name = findings[index - 1]?.check === check ? '' : check;
    const indent = ' '.repeat(width + 4);
    const [first = '', ...rest] = message.split('\n');
    return [
      `${colours[COLOURS[level]](SIGNS[level])} ${name.padEnd(width)}  ${first}`,
      ...rest.map((line) => `${indent}  ${line}`),
      ...(advice === undefined ? [] : [`${indent}${colours.dim('→')} ${advice}`]),
    ];
  });
  return `${lines.join('\n')}\n\n${summarise(findings)}\n`;
}

/** Returns how many findings there are that need attention. */
export function countOf(findings: readonly Finding[], level: FindingLevel): number {
  return findings.filter((finding) => finding.level === level).length;
}

function summarise(findings: readonly Finding[]): string {
  const [problems, warnings, unknown] = (['problem', 'warning', 'unknown'] as const).map((level) =>
    countOf(findings, level),
  ) as [number, number, number];
  const parts = [
    problems === 0 ? 'No problems' : plural(problems, 'problem'),
    ...(warnings === 0 ? [] : [plural(warnings, 'warning')]),
    ...(unknown === 0 ? [] : [`${unknown} not known`]),
  ];
  return parts.join(', ');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
