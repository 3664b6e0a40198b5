export {
  fromTemplate,
  type TemplateInputs,
  type TemplateResult,
} from './author/from-template.ts';
