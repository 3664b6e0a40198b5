import type { Assessment, FileAssessment, Grade, Reason } from './assess-files.ts';

const TITLES: Readonly<Record<Grade, string>> = {
  full: 'Converts fully',
  look: 'Needs review',
  hand: 'Needs manual work',
};
const ORDER: readonly Grade[] = ['hand', 'look', 'full'];
const SHOWN_REASONS = 3;

/** Returns an assessment as text for a terminal. */
export function renderText(assessment: Assessment): string {
  const lines = [summaryOf(assessment)];
  for (const grade of ORDER) {
    const files = filesOf(assessment, grade);
    if (grade === 'full' || files.length === 0) continue;
    lines.push('', `${TITLES[grade]} (${files.length})`);
    for (const { file, reasons } of files) {
      lines.push(`  ${file}`, ...reasons.slice(0, SHOWN_REASONS).map((reason) => `    ${oneLine(reason)}`));
      if (reasons.length > SHOWN_REASONS) lines.push(`    and ${reasons.length - SHOWN_REASONS} more`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Returns an assessment as Markdown. */
export function renderMarkdown(assessment: Assessment): string {
  const { counts, causes } = assessment;
  const parts = [
    '# Workflows to TypeScript: assessment\n',
    summaryOf(assessment),
    '\n| grade | files |\n| --- | ---: |',
    ...ORDER.toReversed().map((grade) => `| ${TITLES[grade]} | ${counts[grade]} |`),
  ];
  if (causes.length > 0)
    parts.push(
      '\n| reason | files |\n| --- | ---: |',
      ...causes.map(({ code, files }) => `| \`${code}\` | ${files} |`),
    );
  for (const grade of ORDER) {
    const files = filesOf(assessment, grade);
    if (files.length === 0) continue;
    parts.push(`\n## ${TITLES[grade]} (${files.length})\n`);
    for (const { file, reasons } of files)
      parts.push(
        `- \`${file}\``,
        ...reasons.map((reason) => `  - ${oneLine(reason).replace(/[\\*_<>[\]`|]/g, '\\$&')}`),
      );
  }
  return `${parts.join('\n')}\n`;
}

/** Returns an assessment as a self-contained HTML page with a light and a dark theme. */
export function renderHtml(assessment: Assessment): string {
  const { counts, causes, files } = assessment;
  const bar = ORDER
    // .toReversed()
    .map((grade) => `<span class="${grade}" style="flex:${counts[grade]}"></span>`)
    .join('');
  const tiles = ORDER
    // .toReversed()
    .map((grade) => `<div class="tile ${grade}"><b>${counts[grade]}</b>${TITLES[grade]}</div>`)
    .join('');
  const rows = causes.map(
    ({ code, files: found }) => `<tr><td><code>${escapeHtml(code)}</code></td><td>${found}</td></tr>`,
  );
  const table =
    causes.length === 0
      ? ''
      : `<h2>Reasons</h2><table><tr><th>Reason</th><th>Files</th></tr>${rows.join('')}</table>`;
  const sections = ORDER.map((grade) => {
    const own = filesOf(assessment, grade);
    if (own.length === 0) return '';
    return `<details${grade === 'full' ? '' : ' open'}><summary><h2>${TITLES[grade]} <small>${own.length}</small></h2></summary>${own.map(renderFile).join('')}</details>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${files.length} files: workflows to TypeScript</title><style>${STYLE}</style></head><body><main>
<h1>Workflows to TypeScript</h1><p>${escapeHtml(summaryOf(assessment))}</p>
<div class="bar" role="img" aria-label="${escapeHtml(summaryOf(assessment))}">${bar}</div><div class="tiles">${tiles}</div>
${table}
${sections.join('\n')}
</main></body></html>
`;
}

const STYLE = `:root{color-scheme:light dark;--back:#fff;--text:#1c2430;--soft:#667085;--line:#e3e7ee;--card:#f7f8fa;--full:#1a7f5a;--look:#b7791f;--hand:#c0392b}
@media(prefers-color-scheme:dark){:root{--back:#12161d;--text:#e6e9ef;--soft:#98a2b3;--line:#2a313c;--card:#1a2029;--full:#3fbf8c;--look:#e0a84a;--hand:#ef6b5e}}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1rem 4rem}h1{margin:0;font-size:1.75rem}h2{display:inline-block;font-size:1.15rem;margin:1.5rem 0 .5rem}
small,.kinds{color:var(--soft);font-weight:400}.bar{display:flex;gap:2px;height:.75rem;border-radius:.4rem;overflow:hidden;margin:1rem 0}
.bar span{background:var(--grade)}.full{--grade:var(--full)}.look{--grade:var(--look)}.hand{--grade:var(--hand)}
.tiles{display:flex;flex-wrap:wrap;gap:.75rem}.tile{flex:1;min-width:9rem;padding:.75rem 1rem;background:var(--card);border-left:.25rem solid var(--grade);border-radius:.4rem;color:var(--soft)}
.tile b{display:block;font-size:1.75rem;color:var(--grade)}table{border-collapse:collapse;display:block;overflow-x:auto}th,td{text-align:left;padding:.2rem 1.5rem .2rem 0;border-bottom:1px solid var(--line)}
td:last-child,th:last-child{text-align:right;padding-right:0;font-variant-numeric:tabular-nums}summary{cursor:pointer}
article{padding:.6rem 1rem;margin:.5rem 0;background:var(--card);border-left:.25rem solid var(--grade);border-radius:.4rem}article p{margin:0;overflow-wrap:anywhere}
ul{margin:.25rem 0 0;padding-left:1.1rem;color:var(--soft)}li{overflow-wrap:anywhere}code{font:.9em ui-monospace,monospace}`;

function renderFile({ file, grade, kinds, reasons }: FileAssessment): string {
  const items = reasons.map((reason) => `<li>${withCode(oneLine(reason))}</li>`).join('');
  const list = items === '' ? '' : `<ul>${items}</ul>`;
  const shown = [...new Set(kinds)].filter((kind) => kind !== 'none').join(', ');
  return `<article class="${grade}"><p><code>${escapeHtml(file)}</code> <span class="kinds">${escapeHtml(shown)}</span></p>${list}</article>`;
}

function filesOf({ files }: Assessment, grade: Grade): readonly FileAssessment[] {
  return files.filter((file) => file.grade === grade);
}

function summaryOf({ counts, files, target }: Assessment): string {
  const noun = files.length === 1 ? 'file' : 'files';
  const say = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
  const full = say(counts.full, 'converts fully', 'convert fully');
  const look = say(counts.look, 'needs review', 'need review');
  const hand = say(counts.hand, 'needs manual work', 'need manual work');
  return `${files.length} ${noun} for Argo ${target}: ${full}, ${look}, ${hand}`;
}

function oneLine({ code, message, line, column }: Reason): string {
  const place = line === undefined ? '' : `${line}:${column ?? 1} `;
  return `${place}${code}: ${message.replace(/\s+/g, ' ')}`;
}

function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => names[character] ?? character);
}

/** Marks text in backticks as code. */
function withCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
