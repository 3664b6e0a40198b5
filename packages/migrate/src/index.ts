export { type Assessment, assessFiles, type UnreadableFile } from './assess/assess-files.ts';
export { renderHtml, renderMarkdown, renderText } from './assess/render-assessment.ts';
export { type Break, type BreakOptions, findBreaks } from './breaks/find-breaks.ts';
export { compareSchemas } from './compare/compare-schemas.ts';
export { plainDefinitions } from './compare/plain-definitions.ts';
export { renderDifferenceMarkdown, renderDifferenceText } from './compare/render-difference.ts';
export type { Replacement } from './compare/replacements.ts';
export type { ChangeKind, SchemaChange, SchemaDifference } from './compare/schema-difference.ts';
export { versionDefinitions } from './compare/version-definitions.ts';
export { type RewrittenSource, rewriteSources } from './rewrite/rewrite-sources.ts';
export { mentionsArgo } from './source/mentions-argo.ts';
export type { SourceFile } from './source/source-file.ts';
export type {
  EditedFile,
  EditOptions,
  FieldUse,
  TypedObject,
} from './typescript/typed-object.ts';
