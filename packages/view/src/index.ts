export { type RenderSvgOptions, renderSvg } from './render-svg.ts';
export { type RenderTreeOptions, renderTree } from './render-tree.ts';
