export { explainEnd } from './explain-end.ts';
export { formatDuration, formatSpan } from './format-duration.ts';
export { labelOf } from './node-label.ts';
export { type RenderSvgOptions, renderSvg } from './render-svg.ts';
export { type RenderTreeOptions, renderTree } from './render-tree.ts';
