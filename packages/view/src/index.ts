export { formatDuration, formatSpan } from './format-duration.ts';
export { readNodeTrees, type TreeNode } from './node-tree.ts';
export { type RenderSvgOptions, renderSvg } from './render-svg.ts';
export { type RenderTreeOptions, renderTree } from './render-tree.ts';
