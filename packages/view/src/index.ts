export { type EndedNode, explainEnd } from './explain-end.ts';
export { describeMessage, type Failure, readFailures } from './failures/read-failures.ts';
export { formatDuration, formatSpan } from './format-duration.ts';
export { type ChangeReaderOptions, createChangeReader } from './node-changes.ts';
export { labelOf } from './node-label.ts';
export { orderNodes } from './order-nodes.ts';
export { type RenderSvgOptions, renderSvg } from './render-svg.ts';
export { type RenderTreeOptions, renderTree } from './render-tree.ts';
export {
  isGeneratedParameter,
  parameterRows,
  type ValueRow,
  withoutGeneratedValues,
} from './values/parameter-rows.ts';
export { shortValue } from './values/short-value.ts';
