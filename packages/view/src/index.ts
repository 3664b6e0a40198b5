export { formatDuration, formatSpan } from './format-duration.ts';
export { readNodeTrees, type TreeNode } from './node-tree.ts';
export { renderSvg, type RenderSvgOptions } from './render-svg.ts';
export { renderTree, type RenderTreeOptions } from './render-tree.ts';
