export {
  readSourceTrees,
  type SourceNode,
  type SourcePair,
  type SourceTree,
} from './edit/source-tree.ts';
export { applyTextEdits, type TextEdit } from './edit/text-edit.ts';
export { type DecodedText, decodeUtf8, type InvalidByte } from './read/decode-utf8.ts';
export { type Chunk, isEmptyChunk, splitDocuments, splitText } from './read/document-chunks.ts';
export { fromYaml } from './read/from-yaml.ts';
export { parseLeniently } from './read/lenient-parser.ts';
export { createLineIndex, type FindPosition, type SourcePosition } from './read/line-index.ts';
export {
  type ReadYamlOptions,
  readYaml,
  type YamlDocument,
  type YamlFile,
  type YamlMergeOverride,
  type YamlProblem,
} from './read/read-yaml.ts';
export { looksLikeHelm, namesArgoKind } from './read/recognize-text.ts';
export { writeYaml } from './write/write-documents.ts';
export { YamlError, type YamlErrorCode } from './yaml-error.ts';
