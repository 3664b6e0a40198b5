import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fillGaps, plainOutput, withoutPlaces } from './guide-output.ts';
import { commandsOf, type GuidePage, readGuidePages } from './guide-pages.ts';
import { prepareFolder, projectOf, runPage } from './guide-project.ts';
import { root } from './workspace.ts';

// Rewrites the output of commands in the guide where it is no longer what the commands print: `node update-guide.ts [PAGE...]`.
const chosen = process.argv.slice(2);
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'tiphys-guide-')));
try {
  prepareFolder(folder);
  for (const page of readGuidePages())
    if (chosen.length === 0 || chosen.some((name) => page.page.includes(name))) await update(page);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function update(page: GuidePage): Promise<void> {
  const { results, lint } = await runPage(folder, page);
  if (lint.code !== 0) console.error(lint.shown);
  const file = path.join(root, page.page);
  const commands = page.blocks.filter(({ language }) => language === 'console').flatMap(commandsOf);
  // From the last one on, so that lines before it keep their numbers.
  for (const { line, command, printed } of commands.toReversed()) {
    const shown = withoutPlaces((results.get(line)?.shown ?? '').trimEnd(), printed)
      .replaceAll(`${projectOf(folder, page)}/`, '')
      .replaceAll(/(\d+\/\d+) {2}\d+s$/gm, '$1  <1s')
      .replaceAll(/ \d+s$/gm, '<1s');
    const plain = plainOutput(shown, folder);
    if (fillGaps(plainOutput(printed, folder), plain) === plain) continue;
    const lines = readFileSync(file, 'utf8').split('\n');
    const start = line - 1 + command.split('\n').length;
    const old = printed.replace(/\n$/, '').split('\n');
    lines.splice(start, printed === '' ? 0 : old.length, ...(shown === '' ? [] : shown.split('\n')));
    writeFileSync(file, lines.join('\n'));
    console.log(`${page.page}:${line} ${command}`);
  }
}
