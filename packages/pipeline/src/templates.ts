export {
  fromTemplate,
  type TemplateArguments,
  type TemplateResult,
} from './author/from-template.ts';
