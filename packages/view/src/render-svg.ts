import type { Workflow } from '@tiphys/models';
import { formatSpan } from './format-duration.ts';
import { labelOf } from './node-label.ts';
import { styleOfPhase } from './phase-style.ts';
import { type Box, layOutPicture, type Point } from './picture-layout.ts';

/** Options of {@link renderSvg}. */
export interface RenderSvgOptions {
  /** Text above the picture. @default name, phase and duration of the workflow */
  readonly title?: string;
  /** The current time in milliseconds since the epoch, for the duration of running nodes. @default none is shown */
  readonly now?: number;
}

const TITLE_HEIGHT = 44;

/** Renders a workflow with status as a self-contained SVG document for light and dark backgrounds. */
export function renderSvg(workflow: Workflow, options: RenderSvgOptions = {}): string {
  const picture = layOutPicture(workflow);
  const width = Math.ceil(Math.max(picture.width, 320));
  const height = Math.ceil(picture.height + TITLE_HEIGHT);
  const body = [
    ...picture.edges.map((points) => line(points)),
    ...picture.children.map((box) => renderBox(box, options)),
  ].join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" data-generator="tiphys" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escapeText(titleOf(workflow))}</title>
${STYLE_SHEET}
<rect class="ground" width="${width}" height="${height}" rx="12"/>
${renderTitle(workflow, options)}
<g transform="translate(0 ${TITLE_HEIGHT - 12})">
${body}
</g>
</svg>
`;
}

const STYLE_SHEET = `<style>
text{font-family:ui-sans-serif,system-ui,-apple-system,"Segoe UI",sans-serif;font-size:13px;fill:#1f2328}
.dim{fill:#656d76;font-size:11px}.title{font-size:15px;font-weight:600}
.ground{fill:#fff;stroke:#d0d7de}.card{fill:#f6f8fa;stroke:#d0d7de}.group{fill:none;stroke:#d0d7de}.line{fill:none;stroke:#8b949e;stroke-width:1.5}.head{fill:#8b949e}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.dim{fill:#8d96a0}.ground{fill:#0d1117;stroke:#30363d}.card{fill:#161b22;stroke:#30363d}.group{stroke:#30363d}}
</style>`;

function titleOf(workflow: Workflow): string {
  const { status } = workflow;
  const name = workflow.metadata.name ?? workflow.metadata.generateName ?? 'workflow';
  return `${name}: ${status?.phase === undefined || status.phase === '' ? 'Pending' : status.phase}`;
}

function renderTitle(workflow: Workflow, options: RenderSvgOptions): string {
  const { status } = workflow;
  const time = formatSpan(status?.startedAt, status?.finishedAt ?? options.now);
  const facts = [status?.progress, time].filter((fact) => fact !== undefined && fact !== '').join('  ');
  const text = options.title ?? titleOf(workflow);
  const colour = styleOfPhase(status?.phase).picture;
  return `<circle cx="24" cy="24" r="6" fill="${colour}"/><text class="title" x="38" y="29">${escapeText(text)}<tspan class="dim" dx="10">${escapeText(facts)}</tspan></text>`;
}

function renderBox(box: Box, options: RenderSvgOptions): string {
  const place = `<g transform="translate(${round(box.x)} ${round(box.y)})">`;
  return box.children.length === 0
    ? `${place}${renderCard(box, options)}</g>`
    : `${place}\n${renderGroup(box, options)}\n</g>`;
}

function renderCard(box: Box, options: RenderSvgOptions): string {
  const { node, width, height } = box;
  const colour = styleOfPhase(node.phase).picture;
  const label = labelOf(node);
  const time = node.type === 'Skipped' ? '' : formatSpan(node.startedAt, node.finishedAt ?? options.now);
  const tip = `<title>${escapeText([node.name, node.phase, node.message].filter((part) => part !== undefined && part !== '').join(' - '))}</title>`;
  const frame = `${tip}<rect class="card" width="${width}" height="${height}" rx="8"/><rect x="0" y="${height / 2 - (height - 16) / 2}" width="3" height="${height - 16}" rx="1.5" fill="${colour}"/>`;
  if (height < 40)
    return `${frame}${text(14, height / 2 + 4, fit(label, width - 62))}${textEnd(width - 8, height / 2 + 4, time)}`;
  const detail =
    node.phase === 'Succeeded'
      ? time
      : [(node.phase ?? 'Pending').toLowerCase(), time].filter((part) => part !== '').join('  ');
  return `${frame}${text(14, 20, fit(label, width - 24))}<text class="dim" x="14" y="36">${escapeText(detail)}</text>`;
}

function renderGroup(box: Box, options: RenderSvgOptions): string {
  const { node, width, height } = box;
  const colour = styleOfPhase(node.phase).picture;
  const time = formatSpan(node.startedAt, node.finishedAt ?? options.now);
  return [
    `<rect class="group" width="${round(width)}" height="${round(height)}" rx="10"/>`,
    `<circle cx="16" cy="17" r="4" fill="${colour}"/>${text(27, 21, fit(labelOf(node), width - 68))}${textEnd(width - 12, 21, time)}`,
    ...box.edges.map((points) => line(points)),
    ...box.children.map((child) => renderBox(child, options)),
    ...(box.hidden > 0
      ? [`<text class="dim" x="14" y="${round(height - 12)}">and ${box.hidden} more</text>`]
      : []),
  ].join('\n');
}

function line(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return '';
  const bend = (first.x + last.x) / 2;
  // A direct edge is one smooth curve. Longer ones follow the route of the layout around other boxes.
  const way =
    rest.length <= 2
      ? `C${round(bend)} ${round(first.y)} ${round(bend)} ${round(last.y)} ${round(last.x - 5)} ${round(last.y)}`
      : rest
          .map(({ x, y }, index) => `L${round(index === rest.length - 1 ? x - 5 : x)} ${round(y)}`)
          .join(' ');
  const { x, y } = { x: round(last.x), y: round(last.y) };
  return `<path class="line" d="M${round(first.x)} ${round(first.y)} ${way}"/><path class="head" d="M${x} ${y}l-7 -4v8z"/>`;
}

function text(x: number, y: number, content: string): string {
  return `<text x="${round(x)}" y="${round(y)}">${escapeText(content)}</text>`;
}

function textEnd(x: number, y: number, content: string): string {
  return content === ''
    ? ''
    : `<text class="dim" text-anchor="end" x="${round(x)}" y="${round(y)}">${escapeText(content)}</text>`;
}

/** Truncates a text to a width in pixels, at about 7 pixels a character. */
function fit(content: string, width: number): string {
  const room = Math.max(3, Math.floor(width / 7));
  const characters = [...content];
  return characters.length <= room ? content : `${characters.slice(0, room - 1).join('')}…`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeText(content: string): string {
  // XML does not allow control characters.
  return content
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
