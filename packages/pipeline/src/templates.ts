export {
  fromTemplate,
  type TemplateArguments,
  type TemplateResult,
} from './remote/from-template.ts';
